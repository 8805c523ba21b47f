package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.List;
import java.util.stream.IntStream;

/** How many Pods a new node takes by count: its share of the cluster's address space (autopilot sheet 3.2). */
final class MaxPods {
    static final int USUAL = 110;
    private static final int MANY = 256;
    private static final int[] STEPS = {32, 64, 110, 128, 256};

    private MaxPods() {}

    /** For packing: nodes for 256 Pods only when very many wait and such a machine would hold more than the usual number. */
    static int forPacking(Resources allocatable, List<Pod> waiting, int manyPods) {
        return waiting.size() >= manyPods && held(allocatable, waiting) >= USUAL ? MANY : USUAL;
    }

    /** For the group that is made: the smallest step that holds as many Pods of the waiting ones' size as the machine can. */
    static int trimmed(Resources allocatable, List<Pod> waiting, int daemons, int most) {
        var held = held(allocatable, waiting) + daemons;
        return IntStream.of(STEPS)
                .filter(it -> it >= held && it <= most)
                .findFirst()
                .orElse(most);
    }

    /** Waste of addresses, by which groups that differ in nothing else are compared. */
    static double penalty(int nodes, int maxPods, int pods) {
        return 1 + 0.0008 * ((long) nodes * maxPods - pods);
    }

    private static long held(Resources allocatable, List<Pod> waiting) {
        var milliCpu =
                waiting.stream().mapToLong(it -> it.requests().milliCpu()).sum();
        var memory =
                waiting.stream().mapToLong(it -> it.requests().memoryBytes()).sum();
        var count = Math.max(1, waiting.size());
        var byCpu = milliCpu == 0 ? Long.MAX_VALUE : allocatable.milliCpu() * count / milliCpu;
        var byMemory = memory == 0 ? Long.MAX_VALUE : (long) ((double) allocatable.memoryBytes() * count / memory);
        return Math.min(Math.min(byCpu, byMemory), MANY);
    }
}
