package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A report as a tree for JSON: durations in seconds, money in USD. */
public final class ReportJson {
    private ReportJson() {}

    public static Value of(Report report) {
        var tree = new LinkedHashMap<String, Value>();
        tree.put("name", Value.of(report.name()));
        tree.put("seed", Value.of(report.seed()));
        tree.put("start", Value.of(report.start().toString()));
        tree.put("horizonSeconds", Value.of(report.horizon().toSeconds()));
        tree.put("totals", totals(report.totals()));
        tree.put("pendingSeconds", pending(report.pending()));
        tree.put("evictions", counts(report.evictions()));
        tree.put("costs", Value.of(report.costs().stream().map(ReportJson::cost).toList()));
        tree.put(
                "refused",
                Value.of(report.refused().stream().map(ReportJson::refused).toList()));
        tree.put("ignoredKinds", counts(report.ignored()));
        tree.put(
                "timeline",
                Value.of(report.timeline().stream().map(ReportJson::point).toList()));
        tree.put(
                "events",
                Value.of(report.events().stream().map(ReportJson::event).toList()));
        return Value.of(tree);
    }

    private static Value totals(Report.Totals totals) {
        var tree = new LinkedHashMap<String, Value>();
        tree.put("usd", number(totals.usd().doubleValue(), 4));
        tree.put("clusterFeeUsd", number(totals.fee().doubleValue(), 4));
        tree.put("creditUsd", number(totals.credit().doubleValue(), 4));
        tree.put("nodesMade", Value.of(totals.nodesMade()));
        tree.put("mostNodes", Value.of(totals.mostNodes()));
        tree.put("meanCpuPacking", number(totals.meanCpuPacking(), 4));
        return Value.of(tree);
    }

    private static Value pending(Report.Pending pending) {
        var tree = new LinkedHashMap<String, Value>();
        tree.put("pods", Value.of(pending.pods()));
        tree.put("mean", seconds(pending.mean()));
        tree.put("p50", seconds(pending.p50()));
        tree.put("p90", seconds(pending.p90()));
        tree.put("p95", seconds(pending.p95()));
        tree.put("p99", seconds(pending.p99()));
        tree.put("max", seconds(pending.longest()));
        tree.put("stillPending", Value.of(pending.stillPending()));
        return Value.of(tree);
    }

    private static Value cost(Report.Cost cost) {
        return mapping("payer", Value.of(cost.payer()), "usd", number(cost.usd().doubleValue(), 6));
    }

    private static Value refused(Report.Refused refused) {
        return mapping("object", Value.of(refused.object().toString()), "message", Value.of(refused.message()));
    }

    private static Value point(Report.Point point) {
        var tree = new LinkedHashMap<String, Value>();
        tree.put("seconds", Value.of(point.after().toSeconds()));
        tree.put("nodes", numbers(point.nodes()));
        tree.put("pods", numbers(point.pods()));
        tree.put("cpuPacking", number(point.packing().cpu(), 4));
        tree.put("memoryPacking", number(point.packing().memory(), 4));
        tree.put("usd", number(point.usd().doubleValue(), 4));
        return Value.of(tree);
    }

    private static Value event(ClusterEvent event) {
        var tree = new LinkedHashMap<String, Value>();
        tree.put("at", Value.of(event.at().toString()));
        tree.put("type", Value.of(event.type() == ClusterEvent.Type.WARNING ? "Warning" : "Normal"));
        tree.put("kind", Value.of(event.object().kind()));
        tree.put("object", Value.of(event.object().path()));
        tree.put("reason", Value.of(event.reason()));
        tree.put("message", Value.of(event.message()));
        tree.put("source", Value.of(event.source()));
        return Value.of(tree);
    }

    private static Value mapping(String key, Value value, String other, Value another) {
        var tree = new LinkedHashMap<String, Value>();
        tree.put(key, value);
        tree.put(other, another);
        return Value.of(tree);
    }

    private static Value counts(Map<String, Long> counts) {
        var tree = new TreeMap<String, Value>();
        counts.forEach((key, count) -> tree.put(key, Value.of(count)));
        return Value.of(tree);
    }

    private static Value numbers(Map<String, Integer> counts) {
        var tree = new TreeMap<String, Value>();
        counts.forEach((key, count) -> tree.put(key, Value.of(count)));
        return Value.of(tree);
    }

    static Value seconds(Duration duration) {
        return number(duration.toMillis() / 1000.0, 3);
    }

    static Value number(double value, int decimals) {
        return new Value.Scalar(
                String.format(Locale.ROOT, "%." + decimals + "f", value), Value.Type.FLOAT, Position.NOWHERE);
    }

    /** Of one report's points: all that occur in any of them. */
    static List<String> columns(Report report, boolean nodes) {
        return report.timeline().stream()
                .flatMap(it -> (nodes ? it.nodes() : it.pods()).keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
