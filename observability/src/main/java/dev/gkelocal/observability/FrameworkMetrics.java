package dev.gkelocal.observability;

import dev.gkelocal.observability.Metric.Type;
import dev.gkelocal.observability.Metric.Unit;
import java.util.List;

/** Those series of Quarkus, the JVM and Prometheus itself that our dashboards and rules read. Their names are not ours to choose. */
public final class FrameworkMetrics {
    public static final Metric HTTP_REQUESTS = new Metric(
            "http_server_requests_seconds",
            Type.HISTOGRAM,
            Unit.SECONDS,
            List.of("method", "outcome", "status", "uri"),
            "Time that an HTTP API of ours took to answer.",
            "Quarkus, Micrometer binder of HTTP servers",
            Buckets.REQUEST);

    public static final Metric UPTIME =
            gauge("process_uptime_seconds", Unit.SECONDS, List.of(), "Time since the process started.", "Micrometer");

    public static final Metric CPU = gauge(
            "process_cpu_usage", Unit.RESOURCE, List.of(), "Share of all CPUs that the process uses.", "Micrometer");

    public static final Metric HEAP = gauge(
            "jvm_memory_used_bytes", Unit.BYTES, List.of("area", "id"), "Memory that the JVM uses.", "Micrometer");

    public static final Metric UP =
            gauge("up", Unit.FLAG, List.of(), "Whether the last scrape of a target succeeded.", "Prometheus");

    public static final Metric SCRAPED_SAMPLES = gauge(
            "scrape_samples_post_metric_relabeling",
            Unit.EVENTS,
            List.of(),
            "Samples that a scrape of a target left.",
            "Prometheus");

    public static final Metric ALERTS = gauge(
            "ALERTS",
            Unit.FLAG,
            List.of("alertname", "alertstate", "severity", "slo"),
            "Alerts that are pending or firing.",
            "Prometheus");

    public static final List<Metric> ALL = List.of(HTTP_REQUESTS, UPTIME, CPU, HEAP, UP, SCRAPED_SAMPLES, ALERTS);

    private FrameworkMetrics() {}

    private static Metric gauge(String name, Unit unit, List<String> labels, String help, String source) {
        return new Metric(name, Type.GAUGE, unit, labels, help, source, List.of());
    }
}
