package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers resources, so that amounts are arrays. A shorter array means 0 for the rest. */
final class Dimensions {
    static final int CPU = 0;
    static final int MEMORY = 1;
    static final int EPHEMERAL = 2;
    static final int PODS = 3;
    private static final int FIXED = 4;

    /** Amounts are cut here, so that the sum over a node's Pods cannot overflow: 2^50 is 1 PiB, or 10^12 vCPU. */
    private static final long LARGEST = 1L << 50;

    private final Map<String, Integer> extended = new HashMap<>();
    private final List<String> names = new ArrayList<>(List.of("cpu", "memory", "ephemeral-storage", "pods"));

    long[] array(Resources amounts, int pods) {
        for (var name : amounts.extended().keySet()) {
            if (extended.putIfAbsent(name, names.size()) == null) {
                names.add(name);
            }
        }
        var array = new long[amounts.extended().isEmpty() ? FIXED : names.size()];
        array[CPU] = cut(amounts.milliCpu());
        array[MEMORY] = cut(amounts.memoryBytes());
        array[EPHEMERAL] = cut(amounts.ephemeralBytes());
        array[PODS] = pods;
        amounts.extended().forEach((name, amount) -> array[extended.getOrDefault(name, PODS)] = cut(amount));
        return array;
    }

    /** As kube-scheduler words a shortage of it. */
    String shortage(int dimension) {
        return dimension == PODS ? "Too many pods" : "Insufficient " + names.get(dimension);
    }

    /** The first dimension in which the need exceeds what is free; -1 where it fits. What is not asked for never lacks. */
    static int firstShort(long[] need, long[] free) {
        for (int i = 0; i < need.length; i++) {
            if (need[i] > 0 && (i >= free.length || need[i] > free[i])) {
                return i;
            }
        }
        return -1;
    }

    private static long cut(long amount) {
        return Math.clamp(amount, 0, LARGEST);
    }
}
