package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The cluster as a decision finds it. The snapshot is used for simulations and left as it was.
 *
 * @param nodes by name; a node that is not listed has {@link NodeFacts#PLAIN}
 * @param pods by uid; a Pod that is not listed has {@link PodFacts#PLAIN}
 * @param lastScaleUp {@link Instant#MIN} = never
 * @param lastFailure of a removal; {@link Instant#MIN} = never
 * @param draining nodes on their way out, none of which is in the snapshot's reach: mark them as excluded
 */
public record Cluster(
        ClusterSnapshot snapshot,
        Map<String, NodeFacts> nodes,
        Map<String, PodFacts> pods,
        List<EvictionBudget> budgets,
        Instant lastScaleUp,
        Instant lastFailure,
        int draining) {
    public Cluster {
        nodes = Map.copyOf(nodes);
        pods = Map.copyOf(pods);
        budgets = List.copyOf(budgets);
    }

    /** Nothing special about any node or Pod, no scale-up before. */
    public static Cluster of(ClusterSnapshot snapshot) {
        return new Cluster(snapshot, Map.of(), Map.of(), List.of(), Instant.MIN, Instant.MIN, 0);
    }

    NodeFacts facts(String node) {
        return nodes.getOrDefault(node, NodeFacts.PLAIN);
    }
}
