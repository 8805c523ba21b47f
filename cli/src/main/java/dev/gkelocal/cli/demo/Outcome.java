package dev.gkelocal.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.load.LoadReport;
import dev.gkelocal.cli.terminal.Json;
import java.util.List;

/**
 * What the demo saw.
 *
 * @param startedAtZero whether no instance was there before the load
 * @param end how many were left after it
 */
record Outcome(String address, List<Sample> samples, LoadReport report, boolean startedAtZero, End end, Cost cost) {
    /** What became of the instances after the load. */
    enum End {
        ZERO("0"),
        NOT_YET("not yet 0"),
        /** They stay for longer than a demo lasts. */
        NOT_WAITED("(0 not waited for)");

        private final String words;

        End(String words) {
            this.words = words;
        }
    }

    Outcome {
        samples = List.copyOf(samples);
    }

    int peak() {
        return samples.stream().mapToInt(it -> it.scene().instances()).max().orElse(0);
    }

    long coldStarts() {
        return samples.isEmpty()
                ? 0
                : samples.getLast().scene().coldStarts()
                        - samples.getFirst().scene().coldStarts();
    }

    ObjectNode json() {
        var node = Json.object();
        node.put("service", Script.SERVICE);
        node.put("url", address);
        node.put("startedAtZero", startedAtZero);
        node.put("peakInstances", peak());
        node.put("reachedZero", end == End.ZERO);
        node.put("coldStarts", coldStarts());
        node.set("load", report.json());
        node.set("cost", cost.json());
        var seconds = node.putArray("samples");
        samples.forEach(sample -> seconds.add(sample.json()));
        return node;
    }

    String text() {
        return """
                Instances %s → %d → %s in %d s, %d cold starts.
                %s
                %s""".formatted(
                        startedAtZero ? "0" : "some",
                        peak(),
                        end.words,
                        samples.isEmpty() ? 0 : samples.getLast().second(),
                        coldStarts(),
                        report.text(),
                        cost.text());
    }
}
