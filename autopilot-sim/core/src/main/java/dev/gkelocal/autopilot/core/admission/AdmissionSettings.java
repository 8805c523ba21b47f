package dev.gkelocal.autopilot.core.admission;

import java.util.Map;

/**
 * Settles what sources disagree on or leave open (autopilot sheet 9).
 *
 * @param memoryFloor how the memory for a CPU request is rounded to whole MiB; documented minima need UP
 * @param burstingLimits what happens to CPU and memory limits on clusters where Pods may burst
 * @param oneMissing what a container gets that requests only one of CPU and memory
 * @param smallestDerivedMilliCpu a CPU request derived from memory that would be below this becomes the class's default: a recorded
 *     adjustment gave a container with 12Mi and no CPU request 500m
 * @param annotateUnmodified whether an object that needs no change gets the adjustment annotation too
 * @param features switches behaviours on or off whatever the cluster version
 */
public record AdmissionSettings(
        Rounding memoryFloor,
        BurstingLimits burstingLimits,
        OneMissing oneMissing,
        long smallestDerivedMilliCpu,
        boolean annotateUnmodified,
        Map<Feature, Boolean> features) {
    public static final AdmissionSettings DEFAULTS =
            new AdmissionSettings(Rounding.UP, BurstingLimits.KEPT, OneMissing.DERIVED, 10, false, Map.of());

    public AdmissionSettings {
        features = Map.copyOf(features);
        if (smallestDerivedMilliCpu < 0) {
            throw new IllegalArgumentException("smallest derived CPU " + smallestDerivedMilliCpu + "m");
        }
    }

    public enum Rounding {
        UP,
        NEAREST
    }

    public enum BurstingLimits {
        /** As written, at least the requests; absent ones stay absent (a live cluster, documentation). */
        KEPT,
        /** Equal to the requests (expected by config-sync's end-to-end tests). */
        EQUAL_TO_REQUESTS
    }

    public enum OneMissing {
        /** From the other, so that the ratio holds (documentation). */
        DERIVED,
        /** The class's default. */
        DEFAULTED
    }
}
