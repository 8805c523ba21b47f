package dev.gkelocal.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What Prometheus, Grafana and Jaeger are given, as it lies in this jar. Reading it needs no library. */
public final class ObservabilityFiles {
    /** Paths of all others, one a line. */
    public static final String INDEX = "index.txt";

    private ObservabilityFiles() {}

    public static List<String> paths() {
        return text(INDEX).lines().toList();
    }

    /**
     * The files of one program, by their path below its folder.
     *
     * @param program {@code prometheus}, {@code grafana} or {@code jaeger}
     */
    public static SortedMap<String, String> of(String program) {
        var prefix = program + "/";
        var files = new TreeMap<String, String>();
        paths().stream()
                .filter(it -> it.startsWith(prefix))
                .forEach(it -> files.put(it.substring(prefix.length()), text(it)));
        if (files.isEmpty()) {
            throw new IllegalArgumentException("nothing is here for " + program + ", only " + paths());
        }
        return Collections.unmodifiableSortedMap(files);
    }

    /** @param path as in {@link #paths()} */
    public static String text(String path) {
        try (var stream = ObservabilityFiles.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("no such file in this build: " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
