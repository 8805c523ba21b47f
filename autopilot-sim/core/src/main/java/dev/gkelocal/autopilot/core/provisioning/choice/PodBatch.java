package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.objects.Resources;

/**
 * Pending Pods that nothing tells apart: same owner, same spec.
 *
 * @param name unique among the batches of one decision
 * @param gpuType that they ask for by selector; empty = none named
 * @param onePerNode they refuse each other's node (required anti-affinity on the host name)
 */
public record PodBatch(String name, Resources requests, int count, String gpuType, boolean onePerNode) {
    public PodBatch {
        if (count < 1) {
            throw new IllegalArgumentException("batch " + name + " has no Pod");
        }
    }

    public long gpus() {
        return requests.extended().getOrDefault(NodeOffer.GPU, 0L);
    }
}
