package dev.gkelocal.kind.install;

import dev.gkelocal.kind.manifests.Component;
import dev.gkelocal.kind.manifests.MonitoringSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files that Prometheus, Grafana and Jaeger are given, as the module {@code observability} brings them. */
public final class ObservabilityFiles {
    private static final String ROOT = "/dev/gkelocal/observability/";

    /** Names every file below the root, one a line. */
    private static final String INDEX = "index.txt";

    /** Not for a cluster: of the embedded platform, and rules over days, which a laptop does not keep. */
    private static final Set<String> ELSEWHERE =
            Set.of("prometheus/prometheus-embedded.yml", "prometheus/slo-month.yml");

    private ObservabilityFiles() {}

    /** @param jaegerImage decides which generation's arguments it is started with */
    public static MonitoringSettings read(String jaegerImage) {
        var files = new TreeMap<Component, SortedMap<String, String>>();
        text(INDEX)
                .lines()
                .filter(it -> !it.isBlank() && !ELSEWHERE.contains(it))
                .forEach(path -> add(path, files));
        if (isFirstGeneration(jaegerImage)) {
            files.remove(Component.JAEGER);
        }
        return new MonitoringSettings(files, jaegerArguments(jaegerImage));
    }

    private static void add(String path, TreeMap<Component, SortedMap<String, String>> files) {
        int slash = path.indexOf('/');
        var component = Component.named(path.substring(0, slash))
                .orElseThrow(() -> new IllegalStateException(path + " belongs to no component"));
        files.computeIfAbsent(component, it -> new TreeMap<>()).put(path.substring(slash + 1), text(path));
    }

    /** The first generation is told by flags; the second reads a file (observability sheet 6). */
    static List<String> jaegerArguments(String image) {
        return isFirstGeneration(image)
                ? List.of("--memory.max-traces=20000")
                : List.of("--config=/etc/jaeger/config.yaml");
    }

    private static boolean isFirstGeneration(String image) {
        return image.substring(image.lastIndexOf(':') + 1).startsWith("1.");
    }

    private static String text(String path) {
        try (var stream = ObservabilityFiles.class.getResourceAsStream(ROOT + path)) {
            if (stream == null) {
                throw new IllegalStateException("no " + ROOT + path + " on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + path, failure);
        }
    }
}
