package dev.gkelocal.autopilot.core.provisioning.selection;

import dev.gkelocal.autopilot.core.provisioning.shapes.CpuPlatform;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.List;

/**
 * One priority of a custom ComputeClass (autopilot sheet 1.10). Empty texts and zeros make no demand.
 *
 * @param given false for Pods without such a class
 * @param podFamily general-purpose or general-purpose-arm
 * @param minCpuPlatform as written, or {@link #ANY_PLATFORM}
 * @param spot nodes that can be taken away; what is not said is false
 * @param zones the only ones; empty = all
 * @param maxRunSeconds 0 = no bound
 */
public record ClassRule(
        boolean given,
        String podFamily,
        String machineFamily,
        String machineType,
        String minCpuPlatform,
        boolean spot,
        int minCores,
        int minMemoryGib,
        Accelerators accelerators,
        List<String> zones,
        long maxRunSeconds) {
    /** The rule leaves the platform open; an empty text is a platform of that name, which does not exist. */
    public static final String ANY_PLATFORM = CpuPlatform.ANY.name();

    /** No custom class. */
    public static final ClassRule NONE =
            new ClassRule(false, "", "", "", ANY_PLATFORM, false, 0, 0, Accelerators.NONE, List.of(), 0);

    /** A rule that demands nothing. */
    public static final ClassRule EMPTY =
            new ClassRule(true, "", "", "", ANY_PLATFORM, false, 0, 0, Accelerators.NONE, List.of(), 0);

    private static final long GIB = 1L << 30;

    public ClassRule {
        zones = List.copyOf(zones);
    }

    /**
     * @param gpuType empty without
     * @param tpuType empty without
     * @param tpuTopology such as 2x2x1
     */
    public record Accelerators(
            String gpuType, int gpuCount, String gpuDriver, String tpuType, int tpuCount, String tpuTopology) {
        public static final Accelerators NONE = new Accelerators("", 0, "", "", 0, "");
    }

    /** The machine is of the type and as large as the rule demands; its family was looked at before. */
    public boolean allows(MachineType type) {
        return (machineType.isEmpty() || machineType.equals(type.name()))
                && type.vcpus() >= minCores
                && type.memoryBytes() / GIB >= minMemoryGib;
    }
}
