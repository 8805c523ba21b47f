package dev.gkelocal.autopilot.core.provisioning.nap;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One condition in the status of a custom ComputeClass, in the autoscaler's words.
 *
 * @param type {@link #HEALTH} or {@link #MISCONFIGURED}
 * @param status whether it is so
 */
public record ClassCondition(String type, boolean status, String reason, String message) {
    public static final String HEALTH = "Health";
    public static final String MISCONFIGURED = "CrdMisconfigured";

    private static final String NO_MACHINE = "NoSuitableMachineExists";
    private static final String NO_PLATFORM = "MinCpuPlatformIncompatible";

    /** As a line for people. */
    @Override
    public String toString() {
        return type + "=" + (status ? "True" : "False") + " (" + reason + "): " + message;
    }

    static ClassCondition health(boolean healthy) {
        return new ClassCondition(HEALTH, healthy, HEALTH, healthy ? "Crd is healthy." : "Crd is not healthy.");
    }

    private static ClassCondition wrong(String reason, String message) {
        return new ClassCondition(MISCONFIGURED, true, reason, message);
    }

    static ClassCondition provisioningDisabled() {
        return wrong(
                "NapCannotBeEnabled", "NAP is not enabled for the cluster but Crd is configured with NAP enabled.");
    }

    static ClassCondition poolMissing(String pool) {
        return wrong(
                "NodePoolNotExist",
                "Nodepool " + pool + " specified by name has autoscaling disabled or doesn't exist in the cluster.");
    }

    static ClassCondition zone(String zone, List<String> available) {
        return wrong(
                "LocationNotEnabledForAutoprovisioning",
                "Location " + zone + " specified in zonal preferences is not eligible for autoprovisioning."
                        + " Available locations: [" + String.join(" ", available) + "]");
    }

    static ClassCondition nothingMatches() {
        return wrong(
                "NapDisabledAndNoMatchingNodegroups",
                "Crd with NAP disabled should have at least one matching nodepool with autoscaling enabled.");
    }

    static ClassCondition familyUnknown(String family) {
        return wrong("MachineFamilyNotFound", "Machine family " + family + " is not a known family.");
    }

    static ClassCondition typeUnknown(String type) {
        return wrong("MachineTypeNotFound", "Machine type " + type + " is not a known type.");
    }

    static ClassCondition tooLarge(int cores, int memoryGib) {
        return wrong(
                NO_MACHINE,
                "Machine type in the given machine family with at least " + cores + " cpu and " + memoryGib
                        + " memory doesn't exist.");
    }

    static ClassCondition gpuUnknown(String gpu) {
        return wrong(NO_MACHINE, "GPU type " + gpu + " is not supported.");
    }

    static ClassCondition gpuCount(String gpu, int count) {
        return wrong(NO_MACHINE, gpus(gpu, count) + " is not supported.");
    }

    static ClassCondition gpuCores(String gpu, int count, int cores, int most) {
        return wrong(
                NO_MACHINE,
                gpus(gpu, count) + " is not supported with min CPU requirements " + cores
                        + ". Max CPUs supported in a single machine with the given GPU count are " + most + ".");
    }

    /** @param machines such as {@code machine family n1} */
    static ClassCondition gpuMachines(String gpu, int count, String machines) {
        return wrong(NO_MACHINE, gpus(gpu, count) + " is not supported with " + machines + ".");
    }

    private static String gpus(String gpu, int count) {
        return "GPU type " + gpu + " with count " + count;
    }

    static ClassCondition disk(String disk, String machines) {
        return wrong(NO_MACHINE, "Disk type " + disk + " is not supported with " + machines + ".");
    }

    /** @param allowed named in the message, if there are any */
    static ClassCondition localSsds(int count, String machines, List<Integer> allowed) {
        var message = "Local SSD count " + count + " is not supported with " + machines + ".";
        return wrong(
                NO_MACHINE,
                allowed.isEmpty()
                        ? message
                        : message
                                + allowed.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", ", " Allowed counts are - [", "].")));
    }

    static ClassCondition localSsdCores(String family, int count, int cores) {
        return wrong(
                NO_MACHINE,
                "No machine exists in machine family " + family + " with Local SSD count " + count
                        + " and min CPU cores of " + cores + ".");
    }

    static ClassCondition platformUnknown(String platform) {
        return wrong("UnknownMinCpuPlatform", "MinCpuPlatform " + platform + " is not known.");
    }

    /** @param with such as {@code machine family n1} or {@code GPU type nvidia-tesla-k80} */
    static ClassCondition platform(String platform, String with) {
        return wrong(NO_PLATFORM, "MinCpuPlatform " + platform + " is not compatible with " + with + ".");
    }
}
