package dev.gkelocal.autopilot.core.objects;

import java.util.List;

/**
 * How evenly Pods must lie over the values of a node label.
 *
 * @param hard DoNotSchedule; otherwise ScheduleAnyway
 * @param minDomains 1 when absent; only meaningful for hard constraints
 * @param honorAffinity nodeAffinityPolicy, Honor by default: only nodes that the Pod's node affinity allows are counted
 * @param honorTaints nodeTaintsPolicy, Ignore by default
 */
public record SpreadConstraint(
        String topologyKey,
        int maxSkew,
        boolean hard,
        LabelSelector selector,
        int minDomains,
        boolean honorAffinity,
        boolean honorTaints,
        List<String> matchLabelKeys) {
    public SpreadConstraint {
        matchLabelKeys = List.copyOf(matchLabelKeys);
    }

    public SpreadConstraint(String topologyKey, int maxSkew, boolean hard, LabelSelector selector) {
        this(topologyKey, maxSkew, hard, selector, 1, true, false, List.of());
    }
}
