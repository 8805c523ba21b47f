package dev.gkelocal.autopilot.core.provisioning.selection;

import dev.gkelocal.autopilot.core.provisioning.shapes.CpuPlatform;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.ArrayList;
import java.util.List;

/**
 * What machines for a Pod must be.
 *
 * @param families by preference
 * @param computeClass a predefined class; empty without
 * @param minCpuPlatform {@link CpuPlatform#ANY} without a demand
 * @param gpuType empty without
 * @param tpuType empty without
 * @param bootDiskType empty = the family's default
 * @param storagePools that the boot disk comes from
 * @param machineTypes the only ones that may be used; empty = all
 * @param confidential memory encrypted
 * @param confidentialType SEV, SEV_SNP or TDX; empty = any
 */
public record MachineSpec(
        List<MachineFamily> families,
        String computeClass,
        CpuPlatform minCpuPlatform,
        String gpuType,
        String tpuType,
        String bootDiskType,
        List<String> storagePools,
        List<String> machineTypes,
        boolean confidential,
        String confidentialType) {
    public MachineSpec {
        families = List.copyOf(families);
        storagePools = List.copyOf(storagePools);
        machineTypes = List.copyOf(machineTypes);
    }

    /** Any machine of the families. */
    public static MachineSpec of(List<MachineFamily> families) {
        return new MachineSpec(families, "", CpuPlatform.ANY, "", "", "", List.of(), List.of(), false, "");
    }

    MachineSpec with(List<MachineFamily> changed) {
        return new MachineSpec(
                changed,
                computeClass,
                minCpuPlatform,
                gpuType,
                tpuType,
                bootDiskType,
                storagePools,
                machineTypes,
                confidential,
                confidentialType);
    }

    /** The machine types that satisfy all of this, family by family. */
    public List<MachineType> candidates(MachineCatalogue catalogue) {
        var all = new ArrayList<MachineType>();
        for (var family : families) {
            all.addAll(Constraints.of(this).with(tpuType, "").typesOf(family, catalogue));
        }
        return List.copyOf(all);
    }
}
