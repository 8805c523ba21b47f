package dev.gkelocal.kind.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The user's kubeconfig files, as kubectl finds them. */
final class Kubeconfig {
    private Kubeconfig() {}

    /** The file that has the context and the same server and authority for it as {@code wanted}. */
    static Optional<Path> fileWith(Map<String, String> environment, String context, String wanted) {
        var cluster = cluster(wanted, context);
        return cluster.isEmpty()
                ? Optional.empty()
                : files(environment)
                        .filter(file -> read(file)
                                .flatMap(text -> cluster(text, context))
                                .equals(cluster))
                        .findFirst();
    }

    private static Stream<Path> files(Map<String, String> environment) {
        var named = environment.getOrDefault("KUBECONFIG", "");
        if (!named.isBlank()) {
            return Stream.of(named.split(File.pathSeparator, -1))
                    .filter(it -> !it.isBlank())
                    .map(Path::of);
        }
        return Stream.of(Path.of(environment.getOrDefault("HOME", ""), ".kube", "config"));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Server and authority of a context's cluster. */
    private static Optional<List<Object>> cluster(String text, String context) {
        try {
            if (!(new Load(LoadSettings.builder().build()).loadFromString(text) instanceof Map<?, ?> whole)) {
                return Optional.empty();
            }
            return named(whole, "contexts", context)
                    .flatMap(it -> part(it, "context"))
                    .map(it -> String.valueOf(it.get("cluster")))
                    .flatMap(name -> named(whole, "clusters", name))
                    .flatMap(it -> part(it, "cluster"))
                    .map(it -> List.of(
                            String.valueOf(it.get("server")), String.valueOf(it.get("certificate-authority-data"))));
        } catch (YamlEngineException _) {
            return Optional.empty();
        }
    }

    private static Optional<Map<?, ?>> named(Map<?, ?> whole, String list, String name) {
        if (!(whole.get(list) instanceof List<?> entries)) {
            return Optional.empty();
        }
        return entries.stream()
                .<Map<?, ?>>mapMulti((entry, found) -> {
                    if (entry instanceof Map<?, ?> map && name.equals(map.get("name"))) {
                        found.accept(map);
                    }
                })
                .findFirst();
    }

    private static Optional<Map<?, ?>> part(Map<?, ?> entry, String key) {
        return entry.get(key) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }
}
