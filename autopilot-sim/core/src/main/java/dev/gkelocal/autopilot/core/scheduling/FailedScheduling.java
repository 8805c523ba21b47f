package dev.gkelocal.autopilot.core.scheduling;

import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The message of the event FailedScheduling, in kube-scheduler's wording. */
final class FailedScheduling {
    static final String NOT_HELPFUL = "Preemption is not helpful for scheduling";
    static final String NO_VICTIMS = "No preemption victims found for incoming pod";
    static final String NEVER = "not eligible due to preemptionPolicy=Never.";
    static final String GATED = "Scheduling is blocked due to non-empty scheduling gates";

    private FailedScheduling() {}

    /**
     * {@code 0/5 nodes are available: 2 Insufficient cpu, 3 node(s) had untolerated taint {k: v}.}
     *
     * @param reasons one per node and reason
     */
    static String nodes(int nodes, Collection<String> reasons) {
        var counts = new TreeMap<String, Integer>();
        reasons.forEach(it -> counts.merge(it, 1, Integer::sum));
        var text = counts.entrySet().stream()
                .map(it -> it.getValue() + " " + it.getKey())
                .sorted()
                .collect(Collectors.joining(", "));
        return "0/" + nodes + " nodes are available" + (text.isEmpty() ? "." : ": " + text + ".");
    }
}
