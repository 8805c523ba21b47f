package dev.gkelocal.config.keys;

import java.time.Duration;
import java.util.List;

/** The Cloud Run simulator. Sources of the defaults and ranges: sections of the Cloud Run fact sheet, key by key at {@code CloudRunConfig}. */
final class CloudRunKeys {
    private static final Duration ZERO = Duration.ZERO;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    /** Start-up limit of an instance (1.3). */
    private static final Duration STARTUP_LIMIT = Duration.ofMinutes(4);

    private static final long MOST_INSTANCES = 10_000;

    static final List<Key> KEYS = List.of(
            flag("enabled", "true", "Whether the simulator runs."),
            flag(
                    "scale_to_zero",
                    "true",
                    "Whether idle services stop; `false` keeps one instance of whatever has traffic."),
            span(
                            "cold_start_delay",
                            "0s",
                            ZERO,
                            STARTUP_LIMIT,
                            "Least time that a request waits for a new instance; 0s is the program's own start.")
                    .renewedFrom("2s"),
            key(
                    "max_instances",
                    new WholeNumber(1, MOST_INSTANCES),
                    "100",
                    "Most instances of a revision that names no maximum."),
            key(
                    "concurrency",
                    new WholeNumber(1, 1000),
                    "80",
                    "Requests at once in an instance of a revision that names no limit."),
            span("timeout", "5m", SECOND, HOUR, "Longest time of a request to a revision that names none."),
            span("startup_timeout", "4m", SECOND, STARTUP_LIMIT, "Time until a new instance must listen."),
            span("shutdown_grace", "10s", ZERO, MINUTE, "Time between SIGTERM and SIGKILL."),
            span(
                    "idle_retention",
                    "15m",
                    ZERO,
                    HOUR,
                    "Longest time that an idle instance above the recommendation is kept."),
            key(
                    "concurrency_target",
                    new Decimal("0.1", "0.95"),
                    "0.6",
                    "Share of the concurrency limit that the autoscaler aims at."),
            span("short_window", "1m", SECOND, HOUR, "Shorter average of the concurrency driver."),
            span("long_window", "10m", SECOND, HOUR, "Longer average of the concurrency driver."),
            key(
                    "young_window",
                    new Choice("elapsed", "full"),
                    "elapsed",
                    "What a window that is not yet full divides by: `elapsed`, the time seen so far; `full`, the whole window."),
            span("tick", "5s", Duration.ofMillis(100), MINUTE, "Time between two evaluations."),
            key(
                    "pending_factor",
                    new Decimal("0", "100"),
                    "3.5",
                    "How many average start-ups a request may wait for an instance."),
            span("pending_floor", "10s", ZERO, HOUR, "Least such wait."),
            key(
                    "time_scale",
                    new Decimal("0.001", "1000"),
                    "1",
                    "Simulated seconds in a real one, for windows, ticks and retention together."),
            key(
                    "parallel_starts",
                    new WholeNumber(0, MOST_INSTANCES),
                    "0",
                    "Instances that start at the same time on this machine; 0 is two for each core."),
            key(
                    "instance_request_millicores",
                    new WholeNumber(0, 64_000),
                    "10",
                    "Thousandths of a core that an instance asks of its node in a cluster; its limit holds as it is."),
            key("instance_request_mebibytes", new WholeNumber(0, 1 << 20), "32", "Mebibytes of memory likewise."),
            flag("invoker_check", "false", "Whether callers need the invoker role.")
                    .withoutEffect());

    private CloudRunKeys() {}

    private static Key flag(String name, String fallback, String doc) {
        return key(name, new Flag(), fallback, doc);
    }

    private static Key span(String name, String fallback, Duration least, Duration most, String doc) {
        return key(name, new Span(least, most, false), fallback, doc);
    }

    private static Key key(String name, ValueType type, String fallback, String doc) {
        return new Key("simulation.cloud_run." + name, type, fallback, doc);
    }
}
