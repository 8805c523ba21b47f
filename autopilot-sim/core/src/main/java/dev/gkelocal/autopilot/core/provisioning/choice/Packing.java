package dev.gkelocal.autopilot.core.provisioning.choice;

import java.util.List;

/**
 * How many new nodes hold how many of the pending Pods.
 *
 * @param nodes with at least one Pod
 * @param shares in the order of packing, without empty ones
 */
public record Packing(int nodes, List<Share> shares) {
    /** @param count of the batch's Pods that found a place */
    public record Share(PodBatch batch, int count) {}

    public Packing {
        shares = List.copyOf(shares);
    }

    public int pods() {
        return shares.stream().mapToInt(Share::count).sum();
    }
}
