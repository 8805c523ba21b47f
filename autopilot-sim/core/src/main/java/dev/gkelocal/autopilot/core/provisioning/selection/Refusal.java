package dev.gkelocal.autopilot.core.provisioning.selection;

import java.util.Collection;

/** Why no machine suits a Pod, in the autoscaler's words. */
public record Refusal(Kind kind, String message) {

    /** Ids are the autoscaler's. */
    public enum Kind {
        MACHINE_FAMILY_UNKNOWN("machineFamilyUnknown"),
        MACHINE_FAMILY_NOT_SUPPORTED("machineFamilyNotSupported"),
        POD_FAMILY_UNKNOWN("podFamilyUnknown"),
        COMPUTE_CLASS_NON_AUTOPILOT("computeClassNonAutopilot"),
        COMPUTE_CLASS_WITH_MACHINE_FAMILY("computeClassWithMachineFamily"),
        COMPUTE_CLASS_WITH_INVALID_MACHINE_FAMILY("computeClassWithInvalidMachineFamily"),
        COMPUTE_CLASS_WITHOUT_MACHINE_FAMILY("computeClassWithoutMachineFamily"),
        COMPUTE_CLASS_WITHOUT_ACCELERATOR("computeClassWithoutAccelerator"),
        CONFIDENTIAL_NODES_INCOMPATIBLE("confidentialNodesIncompatibleError"),
        GPU_INCOMPATIBLE("gpuIncompatibleError"),
        GPU_MIN_CPU_PLATFORM_INCOMPATIBLE("gpuMinCpuPlatformIncompatibleError"),
        TPU_INCOMPATIBLE("tpuIncompatibleError"),
        ARCHITECTURE_INCOMPATIBLE("systemArchitectureIncompatibleError"),
        ARCHITECTURE_UNKNOWN("systemArchitectureUnknown"),
        MIN_CPU_PLATFORM_INVALID("minCpuPlatformInvalidError"),
        MIN_CPU_PLATFORM_UNKNOWN("minCpuPlatformUnknownError"),
        MULTIPLE_MIN_CPU_PLATFORMS("multipleMinCpuPlatform"),
        MACHINE_CONFIG_INVALID("machineTypeConfigNotSupported"),
        MACHINE_TYPE_NOT_SUPPORTED("machineTypeNotSupported"),
        BOOT_DISK_TYPE_INCOMPATIBLE("bootDiskTypeIncompatibleError"),
        MACHINE_TYPES_INCOMPATIBLE("machineTypesIncompatibleError");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    static Refusal familyUnknown(String family) {
        return new Refusal(Kind.MACHINE_FAMILY_UNKNOWN, "machine family " + quoted(family) + " unknown");
    }

    static Refusal familyNotSupported(String family) {
        return new Refusal(
                Kind.MACHINE_FAMILY_NOT_SUPPORTED, "machine family " + quoted(family) + " is not supported in NAP");
    }

    static Refusal podFamilyUnknown(String podFamily) {
        return new Refusal(Kind.POD_FAMILY_UNKNOWN, "pod family " + quoted(podFamily) + " unknown");
    }

    static Refusal classNeedsAutopilot(String name) {
        return new Refusal(
                Kind.COMPUTE_CLASS_NON_AUTOPILOT, theClass(name) + " can be selected only in Autopilot clusters");
    }

    static Refusal classWithFamily(String name) {
        return new Refusal(
                Kind.COMPUTE_CLASS_WITH_MACHINE_FAMILY, theClass(name) + " cannot be specified with machine family");
    }

    static Refusal classWithForeignFamily(String name, String family) {
        return new Refusal(
                Kind.COMPUTE_CLASS_WITH_INVALID_MACHINE_FAMILY,
                theClass(name) + " specified unsupported machine family " + family);
    }

    static Refusal classWithoutFamily(String name) {
        return new Refusal(
                Kind.COMPUTE_CLASS_WITHOUT_MACHINE_FAMILY,
                theClass(name) + " cannot be specified without machine family");
    }

    static Refusal classWithoutAccelerator(String name) {
        return new Refusal(
                Kind.COMPUTE_CLASS_WITHOUT_ACCELERATOR,
                theClass(name) + " cannot be specified without an accelerator being specified");
    }

    static Refusal confidential(String group) {
        return new Refusal(Kind.CONFIDENTIAL_NODES_INCOMPATIBLE, group + " can't be used with Confidential Nodes");
    }

    static Refusal gpu(String group, String gpu) {
        return new Refusal(Kind.GPU_INCOMPATIBLE, "GPU " + quoted(gpu) + " is not compatible with " + group);
    }

    static Refusal gpuWithPlatform(String gpu, String platform) {
        return new Refusal(
                Kind.GPU_MIN_CPU_PLATFORM_INCOMPATIBLE,
                "GPU " + quoted(gpu) + " is not compatible with min_cpu_platform " + quoted(platform));
    }

    static Refusal tpu(String group, String tpu) {
        return new Refusal(Kind.TPU_INCOMPATIBLE, "TPU " + quoted(tpu) + " is not compatible with " + group);
    }

    static Refusal architecture(String group, String architectures) {
        return new Refusal(
                Kind.ARCHITECTURE_INCOMPATIBLE,
                "system architecture " + quoted(architectures) + " is not compatible with " + quoted(group));
    }

    static Refusal architectureUnknown(String architecture) {
        return new Refusal(Kind.ARCHITECTURE_UNKNOWN, "system architecture " + quoted(architecture) + " unknown");
    }

    static Refusal platform(String group, String platform) {
        return new Refusal(
                Kind.MIN_CPU_PLATFORM_INVALID,
                group + " doesn't allow setting min_cpu_platform to " + quoted(platform));
    }

    static Refusal platformUnknown(String platform) {
        return new Refusal(Kind.MIN_CPU_PLATFORM_UNKNOWN, "min_cpu_platform " + quoted(platform) + " unknown");
    }

    static Refusal severalPlatforms() {
        return new Refusal(
                Kind.MULTIPLE_MIN_CPU_PLATFORMS, "multiple min_cpu_platform values are requested (only 1 is allowed)");
    }

    static Refusal config(MachineSpec spec) {
        return new Refusal(
                Kind.MACHINE_CONFIG_INVALID,
                "machine config <CPU platform: " + quoted(spec.minCpuPlatform().name()) + ", GPU type: "
                        + quoted(spec.gpuType()) + ", TPU type: \"\">"
                        + " is invalid: no machine types supporting all parts of the config found");
    }

    static Refusal machineType(String machineType) {
        return new Refusal(Kind.MACHINE_TYPE_NOT_SUPPORTED, "machine type " + machineType + " is not supported");
    }

    static Refusal bootDisk(String group, String type) {
        return new Refusal(
                Kind.BOOT_DISK_TYPE_INCOMPATIBLE,
                "Boot disk type " + quoted(type) + " is not compatible with " + group);
    }

    static Refusal machineTypes(String group, Collection<String> types) {
        return new Refusal(
                Kind.MACHINE_TYPES_INCOMPATIBLE,
                "Machine types [" + String.join(" ", types) + "] are not compatible with " + group);
    }

    static String theClass(String name) {
        return "compute class " + quoted(name);
    }

    /** As the autoscaler's language quotes: quotes in a quoted text are escaped. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
