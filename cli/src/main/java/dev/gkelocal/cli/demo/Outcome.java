package dev.gkelocal.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.load.LoadReport;
import dev.gkelocal.cli.terminal.Json;
import java.util.List;

/**
 * What the demo saw.
 *
 * @param startedAtZero whether no instance was there before the load
 * @param reachedZero whether none was left after it
 */
record Outcome(
        String address,
        List<Sample> samples,
        LoadReport report,
        boolean startedAtZero,
        boolean reachedZero,
        Cost cost) {
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
        node.put("reachedZero", reachedZero);
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
                        reachedZero ? "0" : "not yet 0",
                        samples.isEmpty() ? 0 : samples.getLast().second(),
                        coldStarts(),
                        report.text(),
                        cost.text());
    }
}
