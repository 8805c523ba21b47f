package dev.gkelocal.autopilot.core.cluster;

import java.time.Instant;
import java.util.List;

/**
 * What is given about a cluster from outside.
 *
 * @param version of GKE
 * @param zones of the region, in the order in which they are tried
 * @param bursting Pods may use more than they request
 * @param start of virtual time
 * @param seed of everything that is left to chance
 */
public record ClusterFacts(
        String name,
        String version,
        String region,
        List<String> zones,
        boolean bursting,
        Instant start,
        long seed,
        Timing timing) {
    public ClusterFacts {
        zones = List.copyOf(zones);
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one zone");
        }
    }

    public static ClusterFacts autopilot(Instant start, long seed) {
        return new ClusterFacts(
                "gke-local",
                "1.35.1-gke.1510000",
                "us-central1",
                List.of("us-central1-a", "us-central1-b", "us-central1-c"),
                true,
                start,
                seed,
                Timing.DEFAULT);
    }
}
