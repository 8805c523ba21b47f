package dev.gkelocal.autopilot.core.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a connection passes: the source's egress and the destination's ingress must both allow it.
 *
 * @param notes what else a reader should know, such as that nothing listens there
 */
public record Reach(Traffic traffic, Verdict ingress, Verdict egress, List<String> notes) implements Answer {
    public Reach {
        notes = List.copyOf(notes);
    }

    public boolean allowed() {
        return ingress.allowed() && egress.allowed();
    }

    Reach noted(String note) {
        var longer = new ArrayList<>(notes);
        longer.add(note);
        return new Reach(traffic, ingress, egress, longer);
    }

    /** All rules that were asked, those of the source first. */
    public List<Step> steps() {
        var steps = new ArrayList<>(egress.steps());
        steps.addAll(ingress.steps());
        return steps;
    }

    /** The answer for a terminal. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add((allowed() ? "allowed: " : "denied: ") + traffic.from() + " -> " + traffic.to() + " "
                + traffic.protocol() + " " + traffic.port());
        for (var verdict : List.of(egress, ingress)) {
            lines.add("  " + verdict.text());
            verdict.steps().forEach(it -> lines.add("    " + it.text()));
        }
        notes.forEach(it -> lines.add("  note: " + it));
        return lines;
    }
}
