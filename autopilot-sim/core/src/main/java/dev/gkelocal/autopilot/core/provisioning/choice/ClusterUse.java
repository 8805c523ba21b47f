package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.List;
import java.util.Map;

/**
 * What the cluster has and runs now.
 *
 * @param groups all that exist, full ones too
 * @param running requests of scheduled Pods by workload separation ({@link NodeOffer#separation()})
 */
public record ClusterUse(List<NodeGroup> groups, Map<String, Requests> running) {
    private static final long MIN_MILLI_CPU = 5;
    private static final long MIN_MEMORY_BYTES = 5L << 20;

    public ClusterUse {
        groups = List.copyOf(groups);
        running = Map.copyOf(running);
    }

    /** A sum of requests in which each Pod counts for at least 5m and 5 MiB (autopilot sheet 3.3). */
    public record Requests(long milliCpu, long memoryBytes, long ephemeralBytes) {
        public static final Requests NONE = new Requests(0, 0, 0);

        /** Adds so many Pods of one shape. */
        public Requests plus(Resources pod, long count) {
            return new Requests(
                    milliCpu + count * Math.max(MIN_MILLI_CPU, pod.milliCpu()),
                    memoryBytes + count * Math.max(MIN_MEMORY_BYTES, pod.memoryBytes()),
                    ephemeralBytes + count * pod.ephemeralBytes());
        }
    }

    Requests running(String separation) {
        return running.getOrDefault(separation, Requests.NONE);
    }

    long milliCpu(String separation) {
        return groups.stream()
                .filter(it -> it.node().separation().equals(separation))
                .mapToLong(it -> it.nodes() * it.node().milliCpu())
                .sum();
    }

    long vcpus(String family) {
        return groups.stream()
                .filter(it -> it.node().family().equals(family))
                .mapToLong(it -> it.nodes() * Math.ceilDiv(it.node().milliCpu(), 1000L))
                .sum();
    }
}
