package dev.gkelocal.autopilot.core.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether connections to a Service pass: each goes to one of its Pods, and which one is chance.
 *
 * @param service {@code namespace/name}
 * @param port as asked
 * @param targets one for each Pod or workload behind it, at the port that the Service leads to; at least one
 * @param notes what holds for all of them
 */
public record ServiceReach(String service, String port, List<Reach> targets, List<String> notes) implements Answer {
    public ServiceReach {
        targets = List.copyOf(targets);
        notes = List.copyOf(notes);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("nothing is behind Service " + service);
        }
    }

    /** Every connection passes, whichever Pod it meets. */
    public boolean allowed() {
        return targets.stream().allMatch(Reach::allowed);
    }

    /** The answer for a terminal. */
    public List<String> lines() {
        long open = targets.stream().filter(Reach::allowed).count();
        var lines = new ArrayList<String>();
        lines.add((allowed() ? "allowed: " : "denied: ")
                + targets.getFirst().traffic().from() + " -> Service " + service
                + " port " + port + ", " + open + " of " + targets.size() + " behind it "
                + (open == 1 ? "is" : "are") + " reached");
        notes.forEach(it -> lines.add("  note: " + it));
        targets.forEach(it -> it.lines().forEach(line -> lines.add("  " + line)));
        return lines;
    }
}
