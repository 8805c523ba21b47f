package dev.gkelocal.autopilot.core.pricing;

/**
 * A node that is paid for as a whole.
 *
 * @param computeClass that it serves
 * @param gpuType empty without GPUs
 * @param gpus physical ones
 */
public record BilledNode(
        String computeClass,
        String machineType,
        String family,
        long vcpus,
        long memoryBytes,
        String gpuType,
        long gpus,
        String diskType,
        long diskGib,
        long localSsdGib,
        boolean spot) {}
