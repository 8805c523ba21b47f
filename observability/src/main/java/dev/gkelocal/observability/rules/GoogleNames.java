package dev.gkelocal.observability.rules;

import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.promql.Expr;
import dev.gkelocal.observability.promql.Series;
import java.util.List;
import java.util.Map;

/**
 * Our Cloud Run series under the names that Google's PromQL has for them (observability sheet 9.2), so that a query works in
 * both worlds. Delta metrics behave as counters there, so the alias is the counter itself.
 */
final class GoogleNames {
    private static final double MILLIS_PER_SECOND = 1_000;

    private GoogleNames() {}

    static RuleGroup group() {
        return new RuleGroup(
                "google-names",
                List.of(
                        counter("request_count", MetricCatalogue.CLOUD_RUN_REQUESTS),
                        count("request_latencies_count", MetricCatalogue.CLOUD_RUN_REQUEST_DURATION),
                        millis("request_latencies_sum", MetricCatalogue.CLOUD_RUN_REQUEST_DURATION),
                        gauge("container_instance_count", MetricCatalogue.CLOUD_RUN_INSTANCES),
                        counter("container_billable_instance_time", MetricCatalogue.CLOUD_RUN_BILLABLE),
                        count("container_startup_latencies_count", MetricCatalogue.CLOUD_RUN_STARTUP),
                        millis("container_startup_latencies_sum", MetricCatalogue.CLOUD_RUN_STARTUP),
                        gauge("pending_queue_pending_requests", MetricCatalogue.CLOUD_RUN_PENDING),
                        gauge("scaling_recommended_instances", MetricCatalogue.CLOUD_RUN_RECOMMENDED)));
    }

    private static Rule counter(String name, Metric counter) {
        return alias(name, Series.of(counter).renamed());
    }

    private static Rule gauge(String name, Metric gauge) {
        return alias(name, Series.of(gauge).now());
    }

    private static Rule count(String name, Metric histogram) {
        return alias(name, Series.count(histogram).renamed());
    }

    private static Rule millis(String name, Metric histogram) {
        return alias(name, Series.sum(histogram).renamed().times(MILLIS_PER_SECOND));
    }

    private static Rule alias(String name, Expr ours) {
        return new Recording(
                "run_googleapis_com:" + name,
                ours.copying("service_name", "configuration_name"),
                Map.of("monitored_resource", "cloud_run_revision"));
    }
}
