package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.List;
import java.util.Locale;

/** Parts of a node's allocatable that Pods request; on a node with GPUs only those count. */
public record Usage(double cpu, double memory, double gpu, boolean hasGpu) {
    private static final String GPU = "nvidia.com/gpu";

    /**
     * Balloons and Pods that only keep room don't count; the rest is compared with the full machine, which is what a Node object
     * advertises.
     */
    static Usage of(Node node, List<Pod> pods, boolean daemonSetsCount) {
        var requested = Resources.NONE;
        for (var pod : pods) {
            if (!Kinds.isBalloon(pod) && !Kinds.isLookahead(pod) && (daemonSetsCount || !Kinds.isDaemon(pod))) {
                requested = requested.plus(pod.requests());
            }
        }
        var has = node.allocatable();
        var gpus = has.extended().getOrDefault(GPU, 0L);
        return new Usage(
                part(requested.milliCpu(), has.milliCpu()),
                part(requested.memoryBytes(), has.memoryBytes()),
                part(requested.extended().getOrDefault(GPU, 0L), gpus),
                gpus > 0);
    }

    private static double part(long requested, long allocatable) {
        return allocatable == 0 ? 0 : (double) requested / allocatable;
    }

    /** The fullest dimension. */
    public double highest() {
        return hasGpu ? gpu : Math.max(cpu, memory);
    }

    @Override
    public String toString() {
        return hasGpu
                ? String.format(Locale.ROOT, "gpu %.1f %%", gpu * 100)
                : String.format(Locale.ROOT, "cpu %.1f %%, memory %.1f %%", cpu * 100, memory * 100);
    }
}
