package dev.gkelocal.autopilot.core.provisioning.selection;

import dev.gkelocal.autopilot.core.provisioning.shapes.CpuPlatform;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions on machine types of a family; empty ones always hold.
 *
 * @param types the only ones allowed
 * @param explicitToo types that are taken only when named are allowed without being named
 */
record Constraints(
        CpuPlatform platform,
        String gpu,
        String tpu,
        String disk,
        List<String> types,
        boolean explicitToo,
        boolean confidential,
        String confidentialType) {
    static final Constraints NONE = new Constraints(CpuPlatform.ANY, "", "", "", List.of(), false, false, "");

    Constraints {
        types = List.copyOf(types);
    }

    /** Of a whole spec, but for its TPU and its disk, which are checked on their own. */
    static Constraints of(MachineSpec spec) {
        return new Constraints(
                spec.minCpuPlatform(),
                spec.gpuType(),
                "",
                "",
                spec.machineTypes(),
                false,
                spec.confidential(),
                spec.confidentialType());
    }

    static Constraints platform(CpuPlatform platform) {
        return new Constraints(platform, "", "", "", List.of(), false, false, "");
    }

    static Constraints gpu(String gpu) {
        return new Constraints(CpuPlatform.ANY, gpu, "", "", List.of(), true, false, "");
    }

    static Constraints tpu(String tpu) {
        return new Constraints(CpuPlatform.ANY, "", tpu, "", List.of(), true, false, "");
    }

    static Constraints disk(String disk) {
        return new Constraints(CpuPlatform.ANY, "", "", disk, List.of(), false, false, "");
    }

    static Constraints types(List<String> types) {
        return new Constraints(CpuPlatform.ANY, "", "", "", types, true, false, "");
    }

    Constraints with(String anotherTpu, String anotherDisk) {
        return new Constraints(
                platform, gpu, anotherTpu, anotherDisk, types, explicitToo, confidential, confidentialType);
    }

    boolean hold(MachineFamily family, MachineCatalogue catalogue) {
        return !typesOf(family, catalogue).isEmpty();
    }

    /** Shapes of the family for which all holds, and custom shapes of it that are asked for by name. */
    List<MachineType> typesOf(MachineFamily family, MachineCatalogue catalogue) {
        var found = new ArrayList<MachineType>();
        for (var type : family.machineTypes()) {
            if (type.use() != MachineType.Use.OTHER && holds(family, type)) {
                found.add(type);
            }
        }
        for (var name : types) {
            if (MachineType.isCustom(name) && MachineType.familyName(name).equals(family.name())) {
                catalogue
                        .machineType(name)
                        .filter(it -> !found.contains(it) && holds(family, it))
                        .ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private boolean holds(MachineFamily family, MachineType type) {
        return isAllowed(type)
                && family.platformsOf(type).allows(platform)
                && hasGpu(family, type)
                && (tpu.isEmpty() || family.tpuType().equals(tpu))
                && (disk.isEmpty() || family.bootDisksOf(type).contains(disk))
                && canBeConfidential(family, type);
    }

    private boolean isAllowed(MachineType type) {
        return types.isEmpty() ? explicitToo || type.use() != MachineType.Use.EXPLICIT : types.contains(type.name());
    }

    private boolean hasGpu(MachineFamily family, MachineType type) {
        return gpu.isEmpty()
                || (type.hasGpu()
                        ? type.gpuType().equals(gpu)
                        : family.gpuTypes().contains(gpu));
    }

    private boolean canBeConfidential(MachineFamily family, MachineType type) {
        if (!confidentialType.isEmpty()) {
            return family.confidentialTypesOf(type).contains(confidentialType);
        }
        return !confidential || !family.confidentialTypesOf(type).isEmpty();
    }
}
