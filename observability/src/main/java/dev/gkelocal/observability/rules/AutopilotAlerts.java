package dev.gkelocal.observability.rules;

import dev.gkelocal.observability.DashboardUids;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.promql.Series;
import java.time.Duration;

/** Alerts about the simulated Autopilot cluster. */
public final class AutopilotAlerts {
    private static final int SLOW_NODE_SECONDS = 180;

    public static final Alert POD_UNSCHEDULABLE = new Alert(
            "AutopilotPodUnschedulable",
            Severity.WARNING,
            Series.of(MetricCatalogue.AUTOPILOT_UNSCHEDULABLE).now().maxBy().above(0),
            Duration.ofMinutes(5),
            "{{ $value }} Pods find no node",
            "For five minutes no node had room for them and none was made that would. Their events say why.",
            DashboardUids.AUTOPILOT_CAPACITY);

    public static final Alert NODE_PROVISIONING_SLOW = new Alert(
            "AutopilotNodeProvisioningSlow",
            Severity.INFO,
            Series.buckets(MetricCatalogue.AUTOPILOT_PROVISION)
                    .rate("30m")
                    .sumBy(Series.BOUND)
                    .quantile(0.95)
                    .above(SLOW_NODE_SECONDS),
            Duration.ofMinutes(5),
            "New nodes take {{ $value | humanizeDuration }}",
            "In simulated time, over the last half hour. Zones that are out of capacity make it longer.",
            DashboardUids.AUTOPILOT_CAPACITY);

    public static final Alert NODE_NOT_READY = new Alert(
            "AutopilotNodeNotReady",
            Severity.WARNING,
            Series.of(MetricCatalogue.AUTOPILOT_NODES)
                    .where("state", "lost")
                    .now()
                    .sumBy("compute_class")
                    .above(0),
            Duration.ofMinutes(1),
            "{{ $value }} nodes are lost",
            "The simulated cluster has lost contact with them. Their Pods are given up after a while and made anew.",
            DashboardUids.AUTOPILOT_CAPACITY);

    private AutopilotAlerts() {}

    static RuleGroup group() {
        return RuleGroup.of("autopilot", POD_UNSCHEDULABLE, NODE_PROVISIONING_SLOW, NODE_NOT_READY);
    }
}
