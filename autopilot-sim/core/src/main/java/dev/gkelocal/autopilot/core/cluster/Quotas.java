package dev.gkelocal.autopilot.core.cluster;

import java.util.Map;

/**
 * What the project may have in the region, over all nodes; {@link #UNLIMITED} in a dimension without a quota.
 *
 * @param gpus by type, physical ones; types that are not in it are not limited
 * @param nodeAddresses of the subnet: one for each node
 * @param podAddresses of the cluster's range for Pods: each node keeps twice its number of Pods, rounded up to a power of two
 */
public record Quotas(long vcpus, Map<String, Long> gpus, long nodeAddresses, long podAddresses) {
    public static final long UNLIMITED = Long.MAX_VALUE;
    public static final Quotas NONE = new Quotas(UNLIMITED, Map.of(), UNLIMITED, UNLIMITED);

    public Quotas {
        gpus = Map.copyOf(gpus);
    }
}
