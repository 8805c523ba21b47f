package dev.gkelocal.observability.dashboards;

import static dev.gkelocal.observability.dashboards.CloudRunSeries.WINDOW;

import dev.gkelocal.observability.DashboardUids;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.dashboards.Dashboard.Row;
import dev.gkelocal.observability.promql.Expr;
import dev.gkelocal.observability.promql.Ratio;
import dev.gkelocal.observability.promql.Series;
import dev.gkelocal.observability.rules.CloudRunAlerts;
import java.util.List;

/** A Cloud Run service as its users meet it: requests, errors, latency, instances, time billed. */
final class CloudRunServiceDashboard {
    private CloudRunServiceDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                DashboardUids.CLOUD_RUN_SERVICE,
                "cloudrun",
                "GKE Local / Cloud Run service",
                "Requests, latency, instances and billed time of Cloud Run services.",
                "cloudrun-sim",
                CloudRunSeries.VARIABLES,
                List.of(now(), requests(), instances()));
    }

    private static Row now() {
        return Row.of(
                "Now",
                Panel.figures(
                        "Requests",
                        "Requests per second that reached an instance.",
                        Unit.REQUESTS_PER_SECOND,
                        Query.of("all", served().sumBy())),
                Panel.figures(
                                "Success",
                                "Share of requests that reached an instance and were answered without a server error (5xx).",
                                Unit.RATIO,
                                Query.of("all", success()))
                        .from(0, "red")
                        .from(0.95, "orange")
                        .from(0.99, "green"),
                Panel.figures(
                                "Latency",
                                "Time from reaching an instance to the end of the answer, without start-up: median, p95, p99.",
                                Unit.SECONDS,
                                Query.of("p50", latency(0.5)),
                                Query.of("p95", latency(0.95)),
                                Query.of("p99", latency(0.99)))
                        .wide(8),
                Panel.figures(
                        "Instances",
                        "Instances that are ready, active and idle.",
                        Unit.COUNT,
                        Query.of(
                                "ready",
                                CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_INSTANCES)
                                        .now()
                                        .sumBy())),
                Panel.figures(
                        "Billed",
                        "Instance time billed over the time shown: starting or serving, each stretch rounded up to 100 ms and"
                                + " counted when it ends.",
                        Unit.SECONDS,
                        Query.instant(
                                "all",
                                CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_BILLABLE)
                                        .increase("$__range")
                                        .sumBy())));
    }

    private static Row requests() {
        return Row.of(
                "Requests",
                Panel.areas(
                        "Requests by answer",
                        "Requests that reached an instance, by class of the answer's code.",
                        Unit.REQUESTS_PER_SECOND,
                        Query.of("{{response_code_class}}", served().sumBy("response_code_class"))),
                Panel.areas(
                                "Refused requests",
                                "Requests that the platform answered itself, by reason. Those to names that no service has count for"
                                        + " every choice of service.",
                                Unit.REQUESTS_PER_SECOND,
                                Query.of(
                                        "{{service_name}} {{reason}}",
                                        Series.of(MetricCatalogue.CLOUD_RUN_REJECTED)
                                                .where("job", "cloudrun-sim")
                                                .like("service_name", "|$service")
                                                .rate(WINDOW)
                                                .sumBy("service_name", "reason")
                                                .orZero()))
                        .explains(CloudRunAlerts.REFUSED),
                Panel.heatmap(
                        "Latency of requests",
                        "How many requests took how long. A point is an exemplar: it leads to its trace, if traces are on.",
                        Unit.SECONDS,
                        Query.buckets(CloudRunSeries.bucketGrowth(MetricCatalogue.CLOUD_RUN_REQUEST_DURATION))),
                Panel.lines(
                        "Latency, p50 p95 p99",
                        "Time from reaching an instance to the end of the answer, without start-up.",
                        Unit.SECONDS,
                        Query.withExemplars("p50", latency(0.5)),
                        Query.withExemplars("p95", latency(0.95)),
                        Query.withExemplars("p99", latency(0.99))),
                Panel.areas(
                        "Traffic by revision",
                        "Requests by the revision that answered: how the traffic is split.",
                        Unit.REQUESTS_PER_SECOND,
                        Query.of("{{revision_name}}", served().sumBy("revision_name"))),
                Panel.lines(
                                "Waiting requests",
                                "Requests that wait for a free slot on an instance.",
                                Unit.COUNT,
                                Query.of("{{revision_name}}", CloudRunSeries.gauge(MetricCatalogue.CLOUD_RUN_PENDING)))
                        .explains(CloudRunAlerts.PENDING_HIGH));
    }

    private static Row instances() {
        return Row.of(
                "Instances",
                Panel.areas(
                                "Instances by state",
                                "Active ones have a request in flight, idle ones wait for one before they are stopped.",
                                Unit.COUNT,
                                Query.of(
                                        "{{state}}",
                                        CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_INSTANCES)
                                                .now()
                                                .sumBy("state")))
                        .wide(8),
                Panel.lines(
                                "Start-up time",
                                "From the start of an instance until it is ready.",
                                Unit.SECONDS,
                                Query.of("p50", startUp(0.5)),
                                Query.of("p95", startUp(0.95)))
                        .wide(8)
                        .explains(CloudRunAlerts.COLD_START_SLOW),
                Panel.lines(
                                "Starts and unexpected ends",
                                "Instances started, those of them for which a request waited (cold starts), and programs that ended by"
                                        + " themselves.",
                                Unit.COUNT,
                                Query.of(
                                        "started",
                                        CloudRunSeries.count(MetricCatalogue.CLOUD_RUN_STARTUP)
                                                .increase(WINDOW)
                                                .sumBy()),
                                Query.of(
                                        "cold starts",
                                        CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_COLD_STARTS)
                                                .increase(WINDOW)
                                                .sumBy()),
                                Query.of(
                                        "ended by themselves",
                                        CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_EXITS)
                                                .increase(WINDOW)
                                                .sumBy()
                                                .orZero()))
                        .wide(8)
                        .explains(CloudRunAlerts.CRASH_LOOPING));
    }

    private static Expr served() {
        return CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_REQUESTS).rate(WINDOW);
    }

    private static Expr success() {
        return Ratio.of(
                        CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_REQUESTS)
                                .where("response_code_class", "5xx")
                                .rate(WINDOW)
                                .sumBy(),
                        served().sumBy())
                .ofOne();
    }

    private static Expr latency(double quantile) {
        return CloudRunSeries.buckets(MetricCatalogue.CLOUD_RUN_REQUEST_DURATION)
                .quantile(quantile);
    }

    private static Expr startUp(double quantile) {
        return CloudRunSeries.buckets(MetricCatalogue.CLOUD_RUN_STARTUP).quantile(quantile);
    }
}
