package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.provisioning.shapes.GpuType;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** How many physical GPUs the machines of a new group get (autopilot sheet 1.8). */
public final class GpuCount {
    private GpuCount() {}

    /**
     * The smallest supported count that gives the asked units and enough vCPUs, and on whose largest machine the Pod fits;
     * empty where there is none.
     *
     * @param largestMachineHolds whether the largest machine that may carry so many GPUs can hold the Pod
     */
    public static OptionalInt smallest(
            GpuType type, PodBatch batch, GpuType.Sharing sharing, IntPredicate largestMachineHolds) {
        var vcpus = Math.ceilDiv(batch.requests().milliCpu(), 1000L);
        var least = type.physicalFor(batch.gpus(), vcpus, sharing);
        return least.isEmpty()
                ? OptionalInt.empty()
                : type.maxVcpus().tailMap((int) least.getAsLong(), true).keySet().stream()
                        .mapToInt(Integer::intValue)
                        .filter(largestMachineHolds)
                        .findFirst();
    }
}
