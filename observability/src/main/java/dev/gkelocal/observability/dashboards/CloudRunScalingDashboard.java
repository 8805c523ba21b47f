package dev.gkelocal.observability.dashboards;

import static dev.gkelocal.observability.dashboards.CloudRunSeries.WINDOW;

import dev.gkelocal.observability.DashboardUids;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.dashboards.Dashboard.Row;
import dev.gkelocal.observability.promql.Expr;
import dev.gkelocal.observability.rules.CloudRunAlerts;
import java.util.List;

/** Why a revision has as many instances as it has (cloudrun sheet 2.2). */
final class CloudRunScalingDashboard {
    private CloudRunScalingDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                DashboardUids.CLOUD_RUN_SCALING,
                "cloudrun",
                "GKE Local / Cloud Run scaling",
                "What the autoscaler saw, asked for and got.",
                "cloudrun-sim",
                CloudRunSeries.VARIABLES,
                List.of(counts(), causes(), consequences()));
    }

    private static Row counts() {
        return Row.of(
                "Instances",
                Panel.lines(
                                "Wanted and ready",
                                "What the formula asks for, what is ready, and the limits between which it may move.",
                                Unit.COUNT,
                                Query.of(
                                        "recommended {{revision_name}}",
                                        CloudRunSeries.gauge(MetricCatalogue.CLOUD_RUN_RECOMMENDED)),
                                Query.of("ready {{revision_name}}", ready()),
                                Query.of(
                                        "minimum {{revision_name}}",
                                        CloudRunSeries.gauge(MetricCatalogue.CLOUD_RUN_MIN)),
                                Query.of(
                                        "maximum {{revision_name}}",
                                        CloudRunSeries.gauge(MetricCatalogue.CLOUD_RUN_MAX)))
                        .wide(16)
                        .explains(CloudRunAlerts.AT_MAX_INSTANCES, CloudRunAlerts.SCALE_UP_REFUSED),
                Panel.areas(
                                "Instances by state",
                                "Active ones have a request in flight; idle ones are stopped once they were idle for long enough.",
                                Unit.COUNT,
                                Query.of(
                                        "{{state}}",
                                        CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_INSTANCES)
                                                .now()
                                                .sumBy("state")))
                        .wide(8));
    }

    private static Row causes() {
        return Row.of(
                "Why",
                Panel.lines(
                                "Observed concurrency",
                                "Requests in flight and waiting, averaged over one and ten minutes: the larger average decides.",
                                Unit.COUNT,
                                Query.of(
                                        "{{window}} {{revision_name}}",
                                        CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_OBSERVED_CONCURRENCY)
                                                .now()
                                                .maxBy("window", "revision_name")))
                        .wide(8),
                Panel.lines(
                                "Concurrency per instance and its target",
                                "Load of each ready instance over the last minute, beside the load that the formula aims at.",
                                Unit.COUNT,
                                Query.of(
                                        "observed {{revision_name}}",
                                        CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_OBSERVED_CONCURRENCY)
                                                .where("window", "1m")
                                                .now()
                                                .maxBy("service_name", "revision_name")
                                                .over(ready().above(0))),
                                Query.of(
                                        "target {{revision_name}}",
                                        CloudRunSeries.gauge(MetricCatalogue.CLOUD_RUN_TARGET_CONCURRENCY)))
                        .wide(8),
                Panel.areas(
                                "Decisions",
                                "Changes of the number of instances, by direction and reason.",
                                Unit.COUNT,
                                Query.of(
                                        "{{direction}}: {{reason}}",
                                        CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_DECISIONS)
                                                .increase(WINDOW)
                                                .sumBy("direction", "reason")))
                        .wide(8)
                        .explains(CloudRunAlerts.FLAPPING));
    }

    private static Row consequences() {
        return Row.of(
                "What users noticed",
                Panel.lines(
                                "Waiting requests",
                                "Requests that wait for a free slot on an instance.",
                                Unit.COUNT,
                                Query.of("{{revision_name}}", CloudRunSeries.gauge(MetricCatalogue.CLOUD_RUN_PENDING)))
                        .wide(8)
                        .explains(CloudRunAlerts.PENDING_HIGH),
                Panel.lines(
                                "Cold starts",
                                "Instances that were started because a request waited for one.",
                                Unit.COUNT,
                                Query.of(
                                        "{{revision_name}}",
                                        CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_COLD_STARTS)
                                                .increase(WINDOW)
                                                .sumBy("revision_name")))
                        .wide(8),
                Panel.areas(
                                "Refused requests",
                                "Requests that no instance took, by reason: at_maximum and queue_full are 429, no_instance is 500.",
                                Unit.REQUESTS_PER_SECOND,
                                Query.of(
                                        "{{reason}}",
                                        CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_REJECTED)
                                                .rate(WINDOW)
                                                .sumBy("reason")
                                                .orZero()))
                        .wide(8)
                        .explains(CloudRunAlerts.REFUSED));
    }

    private static Expr ready() {
        return CloudRunSeries.of(MetricCatalogue.CLOUD_RUN_INSTANCES).now().sumBy("service_name", "revision_name");
    }
}
