package dev.gkelocal.platform.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert as it was last sent.
 *
 * @param labels which alert it is; the name among them
 * @param endTime over from then on, unless it is sent again
 * @param heardTime when it was last sent
 * @param source where the sender shows the expression; may be empty
 */
record Alert(
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Instant startTime,
        Instant endTime,
        Instant heardTime,
        String source) {
    static final String NAME = "alertname";

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 0xff;

    Alert {
        labels = sorted(labels);
        annotations = sorted(annotations);
    }

    private static SortedMap<String, String> sorted(Map<String, String> texts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    String name() {
        return labels.getOrDefault(NAME, "");
    }

    String annotation(String name) {
        return annotations.getOrDefault(name, "");
    }

    boolean isOver(Instant now) {
        return !endTime.isAfter(now);
    }

    /** Equal labels, equal fingerprint: FNV-1a over sorted names and values, as Prometheus computes it. */
    static String fingerprint(SortedMap<String, String> labels) {
        long hash = FNV_OFFSET;
        for (var label : labels.entrySet()) {
            hash = mix(mix(hash, label.getKey()), label.getValue());
        }
        return "%016x".formatted(hash);
    }

    private static long mix(long hash, String text) {
        long mixed = hash;
        for (var next : text.getBytes(StandardCharsets.UTF_8)) {
            mixed = (mixed ^ (next & 0xff)) * FNV_PRIME;
        }
        return (mixed ^ SEPARATOR) * FNV_PRIME;
    }
}
