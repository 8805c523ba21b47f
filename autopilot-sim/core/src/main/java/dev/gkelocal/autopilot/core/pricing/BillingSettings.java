package dev.gkelocal.autopilot.core.pricing;

/**
 * What a bill depends on beside the cluster.
 *
 * @param commitment covers all Pods that are not Spot
 * @param ephemeralOnSsd ephemeral storage at the SSD-backed rate: sources disagree (autopilot sheet 5.2)
 */
public record BillingSettings(String region, Commitment commitment, boolean ephemeralOnSsd, FreeTier freeTier) {
    public enum Commitment {
        NONE,
        ONE_YEAR,
        THREE_YEARS
    }

    /** The credit on cluster fees is for one Autopilot or zonal cluster of a billing account. */
    public enum FreeTier {
        FOR_THIS_CLUSTER,
        USED_ELSEWHERE
    }

    public BillingSettings {
        if (region.isBlank()) {
            throw new IllegalArgumentException("a bill needs a region");
        }
    }

    public static BillingSettings in(String region) {
        return new BillingSettings(region, Commitment.NONE, false, FreeTier.FOR_THIS_CLUSTER);
    }
}
