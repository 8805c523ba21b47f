package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.objects.Resources;

/**
 * One new node of a group, as far as packing and prices need it.
 *
 * @param family such as {@code n1}; a custom machine type keeps its family
 * @param milliCpu capacity of the machine
 * @param memoryBytes capacity of the machine
 * @param free what Pods can have once DaemonSets run
 * @param podSlots Pods that fit by count once DaemonSets run
 * @param spot ends on short notice, has its own prices
 * @param separation which workloads share the group: sorted {@code effect:key:value}; empty without workload separation
 */
public record NodeOffer(
        String machineType,
        String family,
        long milliCpu,
        long memoryBytes,
        Resources free,
        int podSlots,
        Accelerators accelerators,
        Disk disk,
        boolean spot,
        String separation) {
    public static final String GPU = "nvidia.com/gpu";
    public static final String TPU = "google.com/tpu";

    /**
     * @param gpuType such as {@code nvidia-l4}; empty without GPUs
     * @param gpus as Pods can ask for them, so partitions and shared clients count
     */
    public record Accelerators(String gpuType, long gpus, long tpus) {
        public static final Accelerators NONE = new Accelerators("", 0, 0);

        public long total() {
            return gpus + tpus;
        }
    }

    /** @param localSsdGib in all */
    public record Disk(String type, long gib, long localSsdGib) {
        /** What prices are reckoned with unless a group says otherwise (autopilot sheet, corrections). */
        public static final Disk STANDARD = new Disk("pd-balanced", 100, 0);
    }

    public NodeOffer {
        if (milliCpu <= 0 || memoryBytes <= 0 || podSlots < 0) {
            throw new IllegalArgumentException("no machine: " + machineType);
        }
    }
}
