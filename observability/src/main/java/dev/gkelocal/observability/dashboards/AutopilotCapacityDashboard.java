package dev.gkelocal.observability.dashboards;

import dev.gkelocal.observability.DashboardUids;
import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.dashboards.Dashboard.Row;
import dev.gkelocal.observability.promql.Expr;
import dev.gkelocal.observability.promql.Series;
import dev.gkelocal.observability.rules.AutopilotAlerts;
import java.util.List;

/** The simulated Autopilot cluster: Pods, nodes, how full they are, what admission changed, what is billed. */
final class AutopilotCapacityDashboard {
    private static final String WINDOW = "$__rate_interval";

    private AutopilotCapacityDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                DashboardUids.AUTOPILOT_CAPACITY,
                "autopilot",
                "GKE Local / Autopilot capacity",
                "Pods, nodes, capacity and admission of the simulated Autopilot cluster.",
                "autopilot-sim",
                List.of(),
                List.of(pods(), nodes(), admission()));
    }

    private static Row pods() {
        return Row.of(
                "Pods",
                Panel.areas(
                                "Pods by phase",
                                "Pods of the simulated cluster.",
                                Unit.COUNT,
                                Query.of("{{phase}}", gauge(MetricCatalogue.AUTOPILOT_PODS, "phase")))
                        .wide(8),
                Panel.lines(
                                "Unschedulable Pods",
                                "Pods that no node has room for now.",
                                Unit.COUNT,
                                Query.of("Pods", gauge(MetricCatalogue.AUTOPILOT_UNSCHEDULABLE)))
                        .wide(8)
                        .explains(AutopilotAlerts.POD_UNSCHEDULABLE),
                Panel.lines(
                                "Time to a node",
                                "Simulated time from a Pod's creation until it is bound to a node.",
                                Unit.SECONDS,
                                Query.of("p50", quantile(MetricCatalogue.AUTOPILOT_SCHEDULING, 0.5)),
                                Query.of("p95", quantile(MetricCatalogue.AUTOPILOT_SCHEDULING, 0.95)))
                        .wide(8));
    }

    private static Row nodes() {
        return Row.of(
                "Nodes",
                Panel.areas(
                                "Nodes by state",
                                "Nodes of the simulated cluster.",
                                Unit.COUNT,
                                Query.of("{{state}}", gauge(MetricCatalogue.AUTOPILOT_NODES, "state")))
                        .wide(8)
                        .explains(AutopilotAlerts.NODE_NOT_READY),
                Panel.areas(
                                "Nodes by compute class",
                                "Without a name: the general-purpose platform.",
                                Unit.COUNT,
                                Query.of("{{compute_class}}", gauge(MetricCatalogue.AUTOPILOT_NODES, "compute_class")))
                        .wide(8),
                Panel.lines(
                                "Time to make a node",
                                "Simulated time from the decision for a node until it takes Pods.",
                                Unit.SECONDS,
                                Query.of("p50", quantile(MetricCatalogue.AUTOPILOT_PROVISION, 0.5)),
                                Query.of("p95", quantile(MetricCatalogue.AUTOPILOT_PROVISION, 0.95)))
                        .wide(8)
                        .explains(AutopilotAlerts.NODE_PROVISIONING_SLOW),
                capacity("CPU", Unit.COUNT, "cpu", "What Pods request of the vCPUs that nodes offer."),
                capacity("Memory", Unit.BYTES, "memory", "What Pods request of the memory that nodes offer."),
                Panel.areas(
                                "Decisions to remove",
                                "Nodes removed and Pods evicted to use fewer nodes, by the event's reason.",
                                Unit.COUNT,
                                Query.of(
                                        "{{action}}: {{reason}}",
                                        of(MetricCatalogue.AUTOPILOT_CONSOLIDATION)
                                                .increase(WINDOW)
                                                .sumBy("action", "reason")
                                                .orZero()))
                        .wide(8));
    }

    private static Panel capacity(String title, Unit unit, String resource, String description) {
        return Panel.lines(
                        title,
                        description,
                        unit,
                        Query.of("requested", resource(MetricCatalogue.AUTOPILOT_REQUESTED, resource)),
                        Query.of("allocatable", resource(MetricCatalogue.AUTOPILOT_ALLOCATABLE, resource)))
                .wide(8);
    }

    private static Row admission() {
        return Row.of(
                "Admission and cost",
                Panel.areas(
                                "Reviews",
                                "Manifests judged, by webhook and outcome.",
                                Unit.PER_SECOND,
                                Query.of(
                                        "{{webhook}}: {{outcome}}",
                                        of(MetricCatalogue.AUTOPILOT_REVIEWS)
                                                .rate(WINDOW)
                                                .sumBy("webhook", "outcome")
                                                .orZero()))
                        .wide(8),
                Panel.areas(
                                "Fields changed",
                                "Fields that admission set or changed, by name.",
                                Unit.COUNT,
                                Query.of(
                                        "{{field}}",
                                        of(MetricCatalogue.AUTOPILOT_ADJUSTMENTS)
                                                .increase(WINDOW)
                                                .sumBy("field")
                                                .orZero()))
                        .wide(8),
                Panel.lines(
                                "Billed now",
                                "What running Pods request, as it is billed: vCPUs and GiB, in simulated seconds per second.",
                                Unit.COUNT,
                                Query.of(
                                        "{{resource}}",
                                        of(MetricCatalogue.AUTOPILOT_BILLABLE)
                                                .rate(WINDOW)
                                                .sumBy("resource")))
                        .wide(8));
    }

    private static Expr gauge(Metric metric, String... by) {
        return of(metric).now().sumBy(by);
    }

    private static Expr resource(Metric metric, String resource) {
        return of(metric).where("resource", resource).now().sumBy();
    }

    private static Expr quantile(Metric histogram, double quantile) {
        return Series.buckets(histogram)
                .where("job", "autopilot-sim")
                .rate(WINDOW)
                .sumBy(Series.BOUND)
                .quantile(quantile);
    }

    private static Series of(Metric metric) {
        return Series.of(metric).where("job", "autopilot-sim");
    }
}
