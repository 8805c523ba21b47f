package dev.gkelocal.autopilot.core.provisioning.choice;

import java.util.List;
import java.util.Set;

/**
 * Where clusters differ.
 *
 * @param autopilot how scores are damped for many nodes, which groups count, how ties are settled
 * @param relaxedNewGroups a new group pays the penalty for the number of groups only, not the factor for being new
 * @param spotSizePenalty large Spot machines are three times as unfit
 * @param balanced families that are to have equal shares, on Autopilot
 */
public record ExpanderRules(
        boolean autopilot, boolean relaxedNewGroups, boolean spotSizePenalty, List<Set<String>> balanced) {
    public ExpanderRules {
        balanced = balanced.stream().map(Set::copyOf).toList();
    }

    public static ExpanderRules autopilotCluster() {
        return new ExpanderRules(true, true, true, List.of(Set.of("n2", "n2d")));
    }

    public static ExpanderRules standardCluster() {
        return new ExpanderRules(false, false, true, List.of());
    }
}
