package dev.gkelocal.autopilot.core.provisioning.selection;

import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks whether a family can do everything that a spec asks for; the order of the checks decides which refusal is seen. */
record FamilyCheck(MachineCatalogue catalogue, ClusterMachines cluster, MachineSpec spec, Set<String> architectures) {
    private static final String STORAGE_POOL_DISK = "hyperdisk-balanced";
    private static final String OLDEST_GPU = "nvidia-tesla-k80";
    private static final String TOO_NEW_FOR_IT = "Intel Skylake";
    private static final String DEFAULT_CONFIDENTIAL = "SEV";

    /** Empty when the family suits. */
    Optional<Refusal> problemOf(MachineFamily family) {
        var group = spec.computeClass().isEmpty()
                ? "machine family " + Refusal.quoted(family.name())
                : Refusal.theClass(spec.computeClass());
        return hardware(family, group).or(() -> demands(family, group));
    }

    private Optional<Refusal> hardware(MachineFamily family, String group) {
        if (!can(family, Constraints.gpu(""))) {
            return Optional.of(Refusal.familyNotSupported(family.name()));
        }
        if (!can(family, Constraints.platform(spec.minCpuPlatform()))) {
            return Optional.of(Refusal.platform(group, spec.minCpuPlatform().name()));
        }
        if (!can(family, Constraints.gpu(spec.gpuType()))) {
            return Optional.of(Refusal.gpu(group, spec.gpuType()));
        }
        if (!can(family, Constraints.tpu(spec.tpuType()))) {
            return Optional.of(Refusal.tpu(group, spec.tpuType()));
        }
        if (!can(family, Constraints.disk(spec.bootDiskType()))) {
            return Optional.of(Refusal.bootDisk(group, spec.bootDiskType()));
        }
        if (!spec.storagePools().isEmpty() && !can(family, Constraints.disk(STORAGE_POOL_DISK))) {
            return Optional.of(Refusal.bootDisk(group, STORAGE_POOL_DISK));
        }
        return Optional.empty();
    }

    private Optional<Refusal> demands(MachineFamily family, String group) {
        if (spec.gpuType().equals(OLDEST_GPU) && isTooNew()) {
            return Optional.of(Refusal.gpuWithPlatform(
                    spec.gpuType(), spec.minCpuPlatform().name()));
        }
        if (cluster.isConfidential() && !family.allConfidentialTypes().contains(confidentialType())) {
            return Optional.of(Refusal.confidential(group));
        }
        if (!architectures.isEmpty() && !architectures.contains(family.architecture())) {
            return Optional.of(Refusal.architecture(group, String.join(",", new TreeSet<>(architectures))));
        }
        if (!spec.machineTypes().isEmpty() && !can(family, Constraints.types(spec.machineTypes()))) {
            return Optional.of(Refusal.machineTypes(group, spec.machineTypes()));
        }
        return can(family, Constraints.of(spec)) ? Optional.empty() : Optional.of(Refusal.config(spec));
    }

    private boolean isTooNew() {
        return catalogue
                .platform(TOO_NEW_FOR_IT)
                .filter(spec.minCpuPlatform()::isAtLeast)
                .isPresent();
    }

    private String confidentialType() {
        return cluster.confidentialType().isEmpty() ? DEFAULT_CONFIDENTIAL : cluster.confidentialType();
    }

    private boolean can(MachineFamily family, Constraints constraints) {
        return constraints.hold(family, catalogue);
    }
}
