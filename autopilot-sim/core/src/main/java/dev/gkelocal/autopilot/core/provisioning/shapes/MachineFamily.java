package dev.gkelocal.autopilot.core.provisioning.shapes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Machine types of one design.
 *
 * @param architecture amd64 or arm64
 * @param gpuTypes that its machines carry or can be given
 * @param tpuType empty without
 * @param platforms that may be asked for
 * @param confidentialTypes SEV, SEV_SNP or TDX, for shapes that say nothing themselves
 * @param threadsPerCore vCPUs on one core
 */
public record MachineFamily(
        String name,
        String architecture,
        Set<String> gpuTypes,
        String tpuType,
        CpuPlatform.Range platforms,
        Set<String> bootDisks,
        String defaultBootDisk,
        Set<String> confidentialTypes,
        int threadsPerCore,
        List<MachineType> machineTypes) {
    public MachineFamily {
        gpuTypes = Set.copyOf(gpuTypes);
        bootDisks = Set.copyOf(bootDisks);
        confidentialTypes = Set.copyOf(confidentialTypes);
        machineTypes = List.copyOf(machineTypes);
    }

    /** Shapes that node auto-provisioning may choose without being asked for them by name. */
    public List<MachineType> autoprovisioned() {
        return machineTypes.stream()
                .filter(it -> it.use() == MachineType.Use.AUTO)
                .toList();
    }

    public CpuPlatform.Range platformsOf(MachineType type) {
        return type.own().platforms().equals(CpuPlatform.Range.NONE)
                ? platforms
                : type.own().platforms();
    }

    public Set<String> bootDisksOf(MachineType type) {
        return type.own().bootDisks().isEmpty() ? bootDisks : type.own().bootDisks();
    }

    /** Custom shapes can do what any shape of the family can. */
    public Set<String> confidentialTypesOf(MachineType type) {
        if (!type.own().confidentialTypes().isEmpty()) {
            return type.own().confidentialTypes();
        }
        return confidentialTypes.isEmpty() && MachineType.isCustom(type.name())
                ? allConfidentialTypes()
                : confidentialTypes;
    }

    /** Of the family or of any of its shapes. */
    public Set<String> allConfidentialTypes() {
        var all = new HashSet<>(confidentialTypes);
        machineTypes.forEach(it -> all.addAll(it.own().confidentialTypes()));
        return Set.copyOf(all);
    }
}
