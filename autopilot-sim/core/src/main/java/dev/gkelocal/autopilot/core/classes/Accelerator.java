package dev.gkelocal.autopilot.core.classes;

import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A GPU type (autopilot sheet 1.8).
 *
 * @param name as in the label cloud.google.com/gke-accelerator
 * @param family of machines that carry it
 * @param vcpusByCount the numbers of GPUs a node can have, each with the most vCPUs of such a node
 * @param partitions multi-instance GPU sizes, each with the number of them on one GPU
 * @param maximaByCount the most a Pod can request, where known
 */
public record Accelerator(
        String name,
        String family,
        NavigableMap<Integer, Integer> vcpusByCount,
        Map<String, Integer> partitions,
        Map<Integer, Resources> maximaByCount) {
    public Accelerator {
        vcpusByCount = Collections.unmodifiableNavigableMap(new TreeMap<>(vcpusByCount));
        partitions = Map.copyOf(partitions);
        maximaByCount = Map.copyOf(maximaByCount);
    }

    /** The number of GPUs of the smallest node with at least as many; empty above the largest. */
    public Optional<Integer> countFor(long wanted) {
        return wanted > Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.ofNullable(vcpusByCount.ceilingKey(Math.max(1, (int) wanted)));
    }

    /**
     * As above, for a Pod that also needs so much CPU: a node with more GPUs where the CPU is beyond the cap of fewer (1 P100 with 18
     * vCPUs takes a node with 2).
     */
    public Optional<Integer> countFor(long wanted, long milliCpu) {
        return countFor(wanted)
                .flatMap(least -> vcpusByCount.tailMap(least, true).entrySet().stream()
                        .filter(it -> it.getValue() * 1000L >= milliCpu)
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /** {@link ClassRules#UNLIMITED} in a dimension without a known figure; empty where nothing is known for this count. */
    public Optional<Resources> maximum(int count) {
        return Optional.ofNullable(maximaByCount.get(count));
    }
}
