package dev.gkelocal.cli.autopilot;

import dev.gkelocal.autopilot.core.whatif.Report;
import dev.gkelocal.cli.terminal.Table;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report for a person to read: the course in a dozen lines, then the sums. */
final class SimulateText {
    private static final int LINES = 24;

    private SimulateText() {}

    static String of(Report report) {
        return "%s, %s from %s, seed %d\n\n"
                        .formatted(report.name(), clock(report.horizon()), report.start(), report.seed())
                + timeline(report)
                + "\n"
                + waits(report.pending())
                + evictions(report)
                + totals(report)
                + "\n"
                + costs(report)
                + refused(report);
    }

    private static Table timeline(Report report) {
        var table = new Table("AFTER", "NODES", "PODS", "CPU USED", "MEMORY USED", "USD");
        var points = report.timeline();
        var step = Math.max(1, points.size() / LINES);
        for (var i = 0; i < points.size(); i += step) {
            var point = points.get(i);
            table.row(
                    clock(point.after()),
                    counts(point.nodes()),
                    counts(point.pods()),
                    percent(point.packing().cpu()),
                    percent(point.packing().memory()),
                    point.usd().setScale(2, RoundingMode.HALF_UP));
        }
        return table;
    }

    private static String waits(Report.Pending pending) {
        return "%d Pods waited for a node: p50 %d s, p95 %d s, p99 %d s, longest %d s%s\n"
                .formatted(
                        pending.pods(),
                        pending.p50().toSeconds(),
                        pending.p95().toSeconds(),
                        pending.p99().toSeconds(),
                        pending.longest().toSeconds(),
                        pending.stillPending() == 0 ? "" : "; " + pending.stillPending() + " still pending at the end");
    }

    private static String evictions(Report report) {
        return report.evictions().isEmpty() ? "" : "Evicted: " + counts(report.evictions()) + "\n";
    }

    private static String totals(Report report) {
        var totals = report.totals();
        return "%d nodes made, at most %d at a time; %s of the powered CPU was requested\n$%s in all (cluster fee %s, free tier -%s)\n"
                .formatted(
                        totals.nodesMade(),
                        totals.mostNodes(),
                        percent(totals.meanCpuPacking()),
                        totals.usd().setScale(2, RoundingMode.HALF_UP),
                        totals.fee().setScale(2, RoundingMode.HALF_UP),
                        totals.credit().setScale(2, RoundingMode.HALF_UP));
    }

    private static Table costs(Report report) {
        var table = new Table("WORKLOAD", "USD");
        report.costs().forEach(it -> table.row(it.payer(), it.usd().setScale(4, RoundingMode.HALF_UP)));
        return table;
    }

    private static String refused(Report report) {
        var text = new StringBuilder();
        report.refused()
                .forEach(it -> text.append("\nrefused: ")
                        .append(it.object())
                        .append(": ")
                        .append(it.message()));
        if (!report.ignored().isEmpty()) {
            text.append("\nNo rule for: ").append(counts(report.ignored()));
        }
        return text.toString();
    }

    private static String counts(Map<String, ? extends Number> numbers) {
        return new TreeMap<>(numbers)
                .entrySet().stream()
                        .map(it -> it.getValue() + " " + it.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static String clock(Duration after) {
        return "%dh%02dm".formatted(after.toHours(), after.toMinutesPart());
    }
}
