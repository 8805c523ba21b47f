package dev.gkelocal.autopilot.core.provisioning.shapes;

import java.util.List;
import java.util.Set;

/**
 * A machine shape.
 *
 * @param vcpus as scheduling compares them: machines with shared cores count 1
 * @param gpuType of GPUs that are part of the shape; empty without
 * @param gpuCount physical GPUs of that type
 * @param own what differs from the family
 */
public record MachineType(
        String name,
        String family,
        int vcpus,
        long memoryBytes,
        Use use,
        String gpuType,
        int gpuCount,
        LocalSsd localSsd,
        Own own) {

    /** When node auto-provisioning takes the shape. */
    public enum Use {
        /** Whenever it fits. */
        AUTO,
        /** Only when asked for by name. */
        EXPLICIT,
        /** Never. */
        OTHER
    }

    /**
     * Local SSDs that can be attached.
     *
     * @param allowed counts; empty = none
     * @param attached count that is always there; 0 = none
     * @param diskGib size of one
     */
    public record LocalSsd(List<Integer> allowed, int attached, int diskGib) {
        public static final LocalSsd NONE = new LocalSsd(List.of(), 0, 375);

        public LocalSsd {
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * Properties of this shape alone; empty ones are those of the family.
     *
     * @param platforms null-object {@link CpuPlatform.Range#NONE}: the family's
     */
    public record Own(CpuPlatform.Range platforms, Set<String> confidentialTypes, Set<String> bootDisks) {
        public static final Own NOTHING = new Own(CpuPlatform.Range.NONE, Set.of(), Set.of());

        public Own {
            confidentialTypes = Set.copyOf(confidentialTypes);
            bootDisks = Set.copyOf(bootDisks);
        }
    }

    public boolean hasGpu() {
        return !gpuType.isEmpty();
    }

    /** The part of the name after the family, such as {@code standard}. */
    public String series() {
        var parts = name.split("-", -1);
        return parts.length > 1 ? parts[1] : "";
    }

    /** A custom shape names its size: {@code n2-custom-48-184320}; without a family it is n1's. */
    public static boolean isCustom(String name) {
        int dash = name.indexOf('-');
        return name.startsWith("custom-") || (dash > 0 && name.indexOf("-custom-") == dash);
    }

    /** The family part of a machine type's name; empty where the name has none. */
    public static String familyName(String name) {
        int dash = name.indexOf('-');
        if (dash < 0) {
            return "";
        }
        return name.startsWith("custom-") ? "n1" : name.substring(0, dash);
    }
}
