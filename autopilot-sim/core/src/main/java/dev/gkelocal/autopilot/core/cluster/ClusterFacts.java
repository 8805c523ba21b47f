package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.pricing.BillingSettings;
import dev.gkelocal.autopilot.core.provisioning.nap.GivenPool;
import java.time.Instant;
import java.util.List;

/**
 * What is given about a cluster from outside.
 *
 * @param autopilot otherwise a Standard cluster with node auto-provisioning: nothing is admitted, nothing is billed by Pod
 * @param version of GKE
 * @param zones of the region, in the order in which they are tried
 * @param bursting Pods may use more than they request
 * @param pools that are there from the start
 * @param start of virtual time
 * @param seed of everything that is left to chance
 */
public record ClusterFacts(
        String name,
        boolean autopilot,
        String version,
        List<String> zones,
        boolean bursting,
        List<GivenPool> pools,
        Quotas quotas,
        Instant start,
        long seed,
        Timing timing,
        ConsolidationRules consolidation,
        BillingSettings billing) {
    public static final String DEFAULT_VERSION = "1.35.1-gke.1510000";

    public ClusterFacts {
        zones = List.copyOf(zones);
        pools = List.copyOf(pools);
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one zone");
        }
    }

    public static ClusterFacts autopilot(Instant start, long seed) {
        return new ClusterFacts(
                "local",
                true,
                DEFAULT_VERSION,
                List.of("us-central1-a", "us-central1-b", "us-central1-c"),
                true,
                List.of(),
                Quotas.NONE,
                start,
                seed,
                Timing.DEFAULT,
                ConsolidationRules.DEFAULT,
                BillingSettings.in("us-central1"));
    }

    public String region() {
        return billing.region();
    }
}
