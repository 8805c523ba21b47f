package dev.gkelocal.autopilot.core.classes;

import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.Set;

/**
 * Facts about the cluster that select rows of the matrix.
 *
 * @param bursting whether Pods may use more than they request (autopilot sheet 1.7)
 * @param variants settles what sources disagree on (autopilot sheet 9), by the names in classes.tsv: {@code older-maximum} caps
 *     general-purpose Pods at 28 vCPU and 80 GiB, {@code balanced-2cpu-8gi} is a measured default of Balanced,
 *     {@code intel-platform} is the maximum of Balanced with an Intel minimum CPU platform
 */
public record ClusterTraits(boolean bursting, ClusterVersion version, Set<String> variants) {
    public ClusterTraits {
        variants = Set.copyOf(variants);
    }

    public static ClusterTraits of(boolean bursting) {
        return new ClusterTraits(bursting, ClusterVersion.LATEST, Set.of());
    }
}
