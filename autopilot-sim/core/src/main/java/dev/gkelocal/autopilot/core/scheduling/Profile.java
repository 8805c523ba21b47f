package dev.gkelocal.autopilot.core.scheduling;

/**
 * How nodes that fit are ranked: kube-scheduler's score plugins with their weights (autopilot sheet 4.1). ImageLocality is left
 * out, because nothing is known of images on nodes.
 */
public record Profile(
        FitStrategy fit,
        int fitWeight,
        int balancedWeight,
        int taintWeight,
        int nodeAffinityWeight,
        int spreadWeight,
        int podAffinityWeight) {
    public enum FitStrategy {
        /** Empty nodes first: kube-scheduler's default. */
        LEAST_ALLOCATED,
        /** Full nodes first: what GKE's profile optimize-utilization does, as far as is known. */
        MOST_ALLOCATED
    }

    public static final Profile DEFAULT = new Profile(FitStrategy.LEAST_ALLOCATED, 1, 1, 3, 2, 2, 2);
    public static final Profile OPTIMIZE_UTILIZATION = new Profile(FitStrategy.MOST_ALLOCATED, 1, 1, 3, 2, 2, 2);
}
