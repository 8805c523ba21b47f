package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as tables (RFC 4180). */
public final class ReportCsv {
    private ReportCsv() {}

    /** File name to content. */
    public static Map<String, String> of(Report report) {
        var files = new LinkedHashMap<String, String>();
        files.put("timeline.csv", timeline(report));
        files.put("costs.csv", costs(report));
        files.put("pending.csv", pending(report.pending()));
        files.put("events.csv", events(report));
        return files;
    }

    private static String timeline(Report report) {
        var machines = ReportJson.columns(report, true);
        var phases = ReportJson.columns(report, false);
        var table = new StringBuilder();
        var head = new ArrayList<>(List.of("seconds"));
        machines.forEach(it -> head.add("nodes " + it));
        phases.forEach(it -> head.add("pods " + it));
        head.addAll(List.of("cpu packing", "memory packing", "usd"));
        row(table, head);
        for (var point : report.timeline()) {
            var cells = new ArrayList<String>();
            cells.add("" + point.after().toSeconds());
            machines.forEach(it -> cells.add("" + point.nodes().getOrDefault(it, 0)));
            phases.forEach(it -> cells.add("" + point.pods().getOrDefault(it, 0)));
            cells.add(ReportJson.number(point.packing().cpu(), 4).text());
            cells.add(ReportJson.number(point.packing().memory(), 4).text());
            cells.add(ReportJson.number(point.usd().doubleValue(), 4).text());
            row(table, cells);
        }
        return table.toString();
    }

    private static String costs(Report report) {
        var table = new StringBuilder();
        row(table, List.of("payer", "usd"));
        report.costs()
                .forEach(it -> row(
                        table,
                        List.of(
                                it.payer(),
                                ReportJson.number(it.usd().doubleValue(), 6).text())));
        return table.toString();
    }

    private static String pending(Report.Pending pending) {
        var table = new StringBuilder();
        row(table, List.of("pods", "mean", "p50", "p90", "p95", "p99", "max", "still pending"));
        var cells = new ArrayList<>(List.of("" + pending.pods()));
        List.of(pending.mean(), pending.p50(), pending.p90(), pending.p95(), pending.p99(), pending.longest())
                .forEach(it -> cells.add(ReportJson.seconds(it).text()));
        cells.add("" + pending.stillPending());
        row(table, cells);
        return table.toString();
    }

    private static String events(Report report) {
        var table = new StringBuilder();
        row(table, List.of("at", "type", "kind", "object", "reason", "message", "source"));
        for (var event : report.events()) {
            row(
                    table,
                    List.of(
                            event.at().toString(),
                            event.type() == ClusterEvent.Type.WARNING ? "Warning" : "Normal",
                            event.object().kind(),
                            event.object().path(),
                            event.reason(),
                            event.message(),
                            event.source()));
        }
        return table.toString();
    }

    private static void row(StringBuilder table, List<String> cells) {
        table.append(cells.stream().map(ReportCsv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String quoted(String cell) {
        var plain = cell.chars().noneMatch(it -> it == '"' || it == ',' || it == '\n' || it == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
