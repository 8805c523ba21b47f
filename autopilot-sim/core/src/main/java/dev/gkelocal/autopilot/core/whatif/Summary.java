package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import dev.gkelocal.autopilot.core.cluster.PodState;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws the conclusions of a run. */
final class Summary {
    /** Event reasons that tell of Pods that had to go, and what that is called in the report. */
    private static final Map<String, String> EVICTIONS = Map.of(
            "Preempted", "preemption",
            "ScaleDown", "scale-down",
            "Terminated", "spot",
            "TaintManagerEviction", "node lost",
            "Evicted", "upgrade");

    private Summary() {}

    static Report of(
            Scenario scenario,
            SimulatedCluster cluster,
            List<Report.Point> timeline,
            List<ClusterEvent> events,
            Waits waits,
            List<Report.Refused> refused,
            Map<String, Long> ignored) {
        long pending = cluster.pods().stream().filter(PodState::isUnscheduled).count();
        var bill = cluster.bill();
        var costs = bill.byWorkload().entrySet().stream()
                .map(it -> new Report.Cost(it.getKey(), it.getValue()))
                .sorted(Comparator.comparing(Report.Cost::usd).reversed().thenComparing(Report.Cost::payer))
                .toList();
        var totals = new Report.Totals(
                bill.total(), bill.clusterFee(), bill.credit(), made(events), most(timeline), packing(timeline));
        return new Report(
                scenario.name(),
                scenario.cluster().seed(),
                scenario.cluster().start(),
                scenario.horizon(),
                timeline,
                waits.summary(pending),
                evictions(events),
                costs,
                totals,
                refused,
                ignored,
                events);
    }

    private static Map<String, Long> evictions(List<ClusterEvent> events) {
        var causes = new TreeMap<String, Long>();
        for (var event : events) {
            var cause = event.object().kind().equals("Pod") ? EVICTIONS.get(event.reason()) : null;
            if (cause != null) {
                causes.merge(cause, 1L, Long::sum);
            }
        }
        return causes;
    }

    private static int made(List<ClusterEvent> events) {
        return (int) events.stream()
                .filter(it -> it.reason().equals("RegisteredNode"))
                .count();
    }

    private static int most(List<Report.Point> timeline) {
        return timeline.stream()
                .mapToInt(it ->
                        it.nodes().values().stream().mapToInt(Integer::intValue).sum())
                .max()
                .orElse(0);
    }

    private static double packing(List<Report.Point> timeline) {
        return timeline.stream()
                .filter(it -> it.packing().poweredMilliCpu() > 0)
                .mapToDouble(it -> it.packing().cpu())
                .average()
                .orElse(0);
    }
}
