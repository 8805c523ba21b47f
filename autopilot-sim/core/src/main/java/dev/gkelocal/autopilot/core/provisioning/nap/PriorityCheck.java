package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.provisioning.selection.ClassRule;
import dev.gkelocal.autopilot.core.provisioning.shapes.CpuPlatform;
import dev.gkelocal.autopilot.core.provisioning.shapes.GpuType;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks for the first reason why no machine can satisfy a priority of a custom class; the order of the checks is the autoscaler's. */
record PriorityCheck(MachineCatalogue catalogue, String defaultFamily, ClassPlan.Priority wish) {
    private static final long GIB = 1L << 30;
    private static final String OLDEST_GPU = "nvidia-tesla-k80";
    private static final String TOO_NEW_FOR_IT = "Intel Skylake";

    Optional<ClassCondition> fault() {
        var name = rule().machineFamily().isEmpty() ? defaultFamily : rule().machineFamily();
        var family = catalogue.family(name);
        if (family.isEmpty()) {
            return Optional.of(ClassCondition.familyUnknown(name));
        }
        return size(family.get())
                .or(this::type)
                .or(this::gpu)
                .or(() -> disk(family.get()))
                .or(() -> localSsds(family.get()))
                .or(() -> platform(family.get()));
    }

    private ClassRule rule() {
        return wish.rule();
    }

    /** The largest machine of the family decides, whatever type the rule may name. */
    private Optional<ClassCondition> size(MachineFamily family) {
        var holds = family.machineTypes().stream()
                .max(Comparator.comparingInt(MachineType::vcpus).thenComparingLong(MachineType::memoryBytes))
                .filter(it -> it.vcpus() >= rule().minCores() && it.memoryBytes() >= rule().minMemoryGib() * GIB)
                .isPresent();
        return holds
                ? Optional.empty()
                : Optional.of(ClassCondition.tooLarge(rule().minCores(), rule().minMemoryGib()));
    }

    private Optional<ClassCondition> type() {
        var type = rule().machineType();
        return type.isEmpty() || catalogue.machineType(type).isPresent()
                ? Optional.empty()
                : Optional.of(ClassCondition.typeUnknown(type));
    }

    private Optional<ClassCondition> gpu() {
        var name = rule().accelerators().gpuType();
        var count = rule().accelerators().gpuCount();
        if (name.isEmpty() && count == 0) {
            return Optional.empty();
        }
        var gpu = catalogue.gpu(name);
        if (gpu.isEmpty()) {
            return Optional.of(ClassCondition.gpuUnknown(name));
        }
        var most = gpu.get().maxVcpus().get(count);
        if (most == null) {
            return Optional.of(ClassCondition.gpuCount(name, count));
        }
        if (rule().minCores() > most) {
            return Optional.of(ClassCondition.gpuCores(name, count, rule().minCores(), most));
        }
        return machinesForGpu(gpu.get(), count);
    }

    private Optional<ClassCondition> machinesForGpu(GpuType gpu, int count) {
        List<MachineType> types;
        String machines;
        if (!rule().machineType().isEmpty()) {
            types = catalogue.machineType(rule().machineType()).stream().toList();
            machines = typeName();
        } else if (!rule().machineFamily().isEmpty()) {
            types = catalogue.family(rule().machineFamily()).stream()
                    .flatMap(it -> it.machineTypes().stream())
                    .toList();
            machines = familyName(rule().machineFamily());
        } else {
            return Optional.empty();
        }
        return types.stream().anyMatch(it -> carries(it, gpu, count))
                ? Optional.empty()
                : Optional.of(ClassCondition.gpuMachines(gpu.name(), count, machines));
    }

    private boolean carries(MachineType type, GpuType gpu, int count) {
        return type.gpuType().equals(gpu.name()) && type.gpuCount() == count
                || catalogue
                                .family(type.family())
                                .filter(it -> it.gpuTypes().contains(gpu.name()))
                                .isPresent()
                        && type.vcpus() <= gpu.maxVcpus().getOrDefault(count, 0);
    }

    private Optional<ClassCondition> disk(MachineFamily family) {
        var disk = wish.bootDiskType();
        if (disk.isEmpty()) {
            return Optional.empty();
        }
        var named = !rule().machineType().isEmpty();
        var group = named ? catalogue.familyOf(rule().machineType()) : Optional.of(family);
        return group.filter(it -> it.machineTypes().stream()
                        .noneMatch(type -> it.bootDisksOf(type).contains(disk)))
                .map(it -> ClassCondition.disk(disk, named ? typeName() : familyName(it.name())));
    }

    private Optional<ClassCondition> localSsds(MachineFamily family) {
        var count = wish.localSsds();
        if (count == 0) {
            return Optional.empty();
        }
        if (!rule().machineType().isEmpty()) {
            var allowed = catalogue
                    .machineType(rule().machineType())
                    .map(PriorityCheck::allowedSsds)
                    .orElse(List.of());
            if (!allowed.contains(count)) {
                return Optional.of(ClassCondition.localSsds(count, typeName(), allowed));
            }
        } else if (!holdsSsds(family, count, 0)) {
            return Optional.of(ClassCondition.localSsds(count, familyName(family.name()), List.of()));
        }
        return rule().minCores() > 0 && !holdsSsds(family, count, rule().minCores())
                ? Optional.of(ClassCondition.localSsdCores(family.name(), count, rule().minCores()))
                : Optional.empty();
    }

    private static boolean holdsSsds(MachineFamily family, int count, int cores) {
        return family.machineTypes().stream()
                .anyMatch(it -> it.vcpus() >= cores && allowedSsds(it).contains(count));
    }

    private static List<Integer> allowedSsds(MachineType type) {
        var ssd = type.localSsd();
        return ssd.attached() > 0 ? List.of(ssd.attached()) : ssd.allowed();
    }

    private Optional<ClassCondition> platform(MachineFamily family) {
        var name = rule().minCpuPlatform();
        if (name.equals(ClassRule.ANY_PLATFORM)) {
            return Optional.empty();
        }
        var platform = catalogue.platform(name);
        if (platform.isEmpty()) {
            return Optional.of(ClassCondition.platformUnknown(name));
        }
        return platformMachines(platform.get(), family)
                .or(() -> isTooNewForGpu(platform.get()) ? Optional.of("GPU type " + OLDEST_GPU) : Optional.empty())
                .map(it -> ClassCondition.platform(name, it));
    }

    /** The machines that cannot have it: the family named, else the type named, else the default family. */
    private Optional<String> platformMachines(CpuPlatform platform, MachineFamily family) {
        if (rule().machineType().isEmpty() || !rule().machineFamily().isEmpty()) {
            if (!family.platforms().allows(platform)) {
                return Optional.of(familyName(family.name()));
            }
        }
        return catalogue
                .machineType(rule().machineType())
                .filter(type -> catalogue
                        .family(type.family())
                        .filter(it -> !it.platformsOf(type).allows(platform))
                        .isPresent())
                .map(ignored -> typeName());
    }

    private boolean isTooNewForGpu(CpuPlatform platform) {
        return rule().accelerators().gpuType().equals(OLDEST_GPU)
                && catalogue
                        .platform(TOO_NEW_FOR_IT)
                        .filter(platform::isAtLeast)
                        .isPresent();
    }

    private String typeName() {
        return "machine type " + rule().machineType();
    }

    private static String familyName(String family) {
        return "machine family " + family;
    }
}
