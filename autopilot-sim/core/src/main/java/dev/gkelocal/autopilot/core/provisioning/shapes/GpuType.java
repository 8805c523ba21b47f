package dev.gkelocal.autopilot.core.provisioning.shapes;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A kind of GPU.
 *
 * @param family of machines that carry it
 * @param maxVcpus that a machine may have, by count of GPUs; other counts do not exist
 * @param partitions how many parts of each size one GPU is cut into
 */
public record GpuType(
        String name, String family, NavigableMap<Integer, Integer> maxVcpus, Map<String, Integer> partitions) {
    /** Clients that share a GPU when only a sharing strategy is given (autopilot sheet 1.8). */
    public static final int DEFAULT_SHARED_CLIENTS = 2;

    public GpuType {
        maxVcpus = Collections.unmodifiableNavigableMap(new TreeMap<>(maxVcpus));
        partitions = Map.copyOf(partitions);
    }

    /**
     * How a GPU is divided among Pods.
     *
     * @param partition size of a part; empty = whole GPUs
     * @param sharedClients Pods that share one, 1 = none
     */
    public record Sharing(String partition, int sharedClients) {
        public static final Sharing NONE = new Sharing("", 1);
    }

    /** Units that Pods can ask for on a machine: GPUs x parts x clients; empty for a size it cannot be cut into. */
    public OptionalLong allocatable(int physical, Sharing sharing) {
        var parts = sharing.partition.isEmpty() ? Integer.valueOf(1) : partitions.get(sharing.partition);
        return parts == null ? OptionalLong.empty() : OptionalLong.of((long) physical * parts * sharing.sharedClients);
    }

    /**
     * GPUs of the smallest machine that has at least the asked units and may have the vCPUs: counts that do not exist are raised
     * to the next one (3 to 4), too many vCPUs raise it too. Empty where no machine is large enough.
     */
    public OptionalLong physicalFor(long units, long vcpus, Sharing sharing) {
        for (var entry : maxVcpus.entrySet()) {
            var has = allocatable(entry.getKey(), sharing);
            if (has.isPresent() && has.getAsLong() >= units && vcpus <= entry.getValue()) {
                return OptionalLong.of(entry.getKey());
            }
        }
        return OptionalLong.empty();
    }
}
