package dev.gkelocal.e2e.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who may talk to whom in a cluster, as docs/architecture.md draws it. */
public record Picture(List<Arrow> arrows) {
    /** {@code platform_api[platform-api] -->|9081| cloudrun_sim[cloudrun-sim]}. */
    private static final Pattern ARROW = Pattern.compile("\\w+\\[([^]]+)] -->\\|([^|]+)\\| \\w+\\[([^]]+)]");

    public Picture {
        arrows = List.copyOf(arrows);
    }

    /** @param ports none means any */
    public record Arrow(String from, String to, Set<Integer> ports) {
        public Arrow {
            ports = Set.copyOf(ports);
        }

        boolean allows(int port) {
            return ports.isEmpty() || ports.contains(port);
        }
    }

    public static Picture drawn() {
        try {
            var page = Files.readString(Distribution.get().root().resolve("docs/architecture.md"));
            return new Picture(ARROW.matcher(page)
                    .results()
                    .map(it -> new Arrow(it.group(1), it.group(3), ports(it.group(2))))
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public boolean allows(String from, String to, int port) {
        return arrows.stream().anyMatch(it -> it.from().equals(from) && it.to().equals(to) && it.allows(port));
    }

    /** Those that some arrow to the party names. */
    public Set<Integer> portsOf(String party) {
        return arrows.stream()
                .filter(it -> it.to().equals(party))
                .flatMap(it -> it.ports().stream())
                .collect(Collectors.toSet());
    }

    private static Set<Integer> ports(String words) {
        return words.equals("any")
                ? Set.of()
                : Arrays.stream(words.split(" ", -1))
                        .filter(Predicate.not(String::isEmpty))
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet());
    }
}
