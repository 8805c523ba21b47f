package dev.gkelocal.autopilot.core.provisioning.shapes;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that can be provisioned, by name. The bundled one is read when it is first asked for. */
public final class MachineCatalogue {
    private static final long MIB = 1L << 20;

    private final Map<String, MachineFamily> families;
    private final Map<String, MachineType> types;
    private final Map<String, GpuType> gpus;
    private final Map<String, ComputeClass> classes;
    private final Map<String, CpuPlatform> platforms;

    MachineCatalogue(
            Collection<MachineFamily> families,
            Collection<GpuType> gpus,
            Collection<ComputeClass> classes,
            Map<String, CpuPlatform> platforms) {
        var byFamily = new LinkedHashMap<String, MachineFamily>();
        var byType = new LinkedHashMap<String, MachineType>();
        for (var family : families) {
            byFamily.put(family.name(), family);
            family.machineTypes().forEach(it -> byType.put(it.name(), it));
        }
        var byGpu = new LinkedHashMap<String, GpuType>();
        gpus.forEach(it -> byGpu.put(it.name(), it));
        var byClass = new LinkedHashMap<String, ComputeClass>();
        classes.forEach(it -> byClass.put(it.name(), it));
        this.families = Collections.unmodifiableMap(byFamily);
        this.types = Collections.unmodifiableMap(byType);
        this.gpus = Collections.unmodifiableMap(byGpu);
        this.classes = Collections.unmodifiableMap(byClass);
        this.platforms = Map.copyOf(platforms);
    }

    public static MachineCatalogue bundled() {
        return Bundled.CATALOGUE;
    }

    private static final class Bundled {
        private static final MachineCatalogue CATALOGUE = CatalogueFiles.read();
    }

    public Collection<MachineFamily> families() {
        return families.values();
    }

    /** Names are compared without regard to case. */
    public Optional<MachineFamily> family(String name) {
        return Optional.ofNullable(families.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The family that a machine type's name tells, whether or not the shape itself is known. */
    public Optional<MachineFamily> familyOf(String machineType) {
        return family(MachineType.familyName(machineType));
    }

    /** A known shape, or a custom one made from its name. */
    public Optional<MachineType> machineType(String name) {
        var known = types.get(name);
        return known == null ? custom(name) : Optional.of(known);
    }

    public Collection<MachineType> machineTypes() {
        return types.values();
    }

    public Optional<GpuType> gpu(String name) {
        return Optional.ofNullable(gpus.get(name));
    }

    public Collection<GpuType> gpus() {
        return gpus.values();
    }

    public Optional<MachineFamily> familyForGpu(String gpuType) {
        return gpu(gpuType).flatMap(it -> family(it.family()));
    }

    public Optional<MachineFamily> familyForTpu(String tpuType) {
        return tpuType.isEmpty()
                ? Optional.empty()
                : families.values().stream()
                        .filter(it -> it.tpuType().equals(tpuType))
                        .findFirst();
    }

    /** A predefined class; custom ones are not in the catalogue. */
    public Optional<ComputeClass> computeClass(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    public Collection<ComputeClass> computeClasses() {
        return classes.values();
    }

    public Set<CpuPlatform> platforms() {
        return Set.copyOf(platforms.values());
    }

    /** By its name, with spaces or underscores, or one of its other names. */
    public Optional<CpuPlatform> platform(String name) {
        return Optional.ofNullable(platforms.get(name.replace('_', ' ')));
    }

    /** This catalogue with one more class, for tests and for clusters that bring their own. */
    public MachineCatalogue with(ComputeClass added) {
        var more = new LinkedHashMap<>(classes);
        more.put(added.name(), added);
        return new MachineCatalogue(families.values(), gpus.values(), more.values(), platforms);
    }

    /** This catalogue with one more family, or another one in its place. */
    public MachineCatalogue with(MachineFamily added) {
        var more = new LinkedHashMap<>(families);
        more.put(added.name(), added);
        return new MachineCatalogue(more.values(), gpus.values(), classes.values(), platforms);
    }

    /** The parts after "custom" are the vCPUs and the memory in MiB; e2 has shared-core sizes by name. */
    private static Optional<MachineType> custom(String name) {
        if (!MachineType.isCustom(name)) {
            return Optional.empty();
        }
        var parts = name.substring(name.indexOf("custom-") + "custom-".length()).split("-", -1);
        var family = MachineType.familyName(name);
        if (parts.length < 2) {
            return Optional.empty();
        }
        try {
            int vcpus = family.equals("e2") && isSharedCore(parts[0]) ? 2 : Integer.parseInt(parts[0]);
            return Optional.of(new MachineType(
                    name,
                    family,
                    vcpus,
                    Math.multiplyExact(Long.parseLong(parts[1]), MIB),
                    MachineType.Use.AUTO,
                    "",
                    0,
                    MachineType.LocalSsd.NONE,
                    MachineType.Own.NOTHING));
        } catch (NumberFormatException | ArithmeticException noSize) {
            return Optional.empty();
        }
    }

    private static boolean isSharedCore(String size) {
        return size.equals("micro") || size.equals("small") || size.equals("medium");
    }
}
