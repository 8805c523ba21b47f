package dev.gkelocal.config.keys;

import java.time.Duration;
import java.util.List;

/** What is kept and for how long, and where traces go. */
final class StorageKeys {
    private static final long KIBIBYTE = 1 << 10;
    private static final long MEBIBYTE = 1 << 20;
    private static final long GIBIBYTE = 1 << 30;

    static final List<Key> KEYS = List.of(
            new Key(
                    "event_log.fact_retention",
                    new Span(Duration.ofMinutes(1), Duration.ofDays(30), false),
                    "24h",
                    "Age at which facts may be dropped; state is kept."),
            new Key(
                    "event_log.fact_bytes",
                    new Size(MEBIBYTE, 100 * GIBIBYTE),
                    "64MiB",
                    "Size at which the oldest facts of a topic are dropped."),
            new Key(
                    "event_log.append_timeout",
                    new Span(Duration.ofMillis(100), Duration.ofMinutes(1), false),
                    "5s",
                    "Time after which a write answers that its outcome is unknown."),
            new Key(
                    "logs.max_bytes",
                    new Size(64 * KIBIBYTE, GIBIBYTE),
                    "10MiB",
                    "Size at which a log file is rotated."),
            new Key("logs.files", new WholeNumber(0, 100), "3", "Rotated files that are kept of each log."),
            new Key(
                    "observability.otlp_endpoint",
                    new Text(TextRule.ENDPOINT),
                    "",
                    "Where traces go (OTLP); empty switches tracing off."));

    private StorageKeys() {}
}
