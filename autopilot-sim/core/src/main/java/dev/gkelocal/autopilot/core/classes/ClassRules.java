package dev.gkelocal.autopilot.core.classes;

import dev.gkelocal.autopilot.core.objects.Resources;

/**
 * The resource rules of one compute class on one kind of cluster (autopilot sheet 1.2).
 *
 * @param name as in the label cloud.google.com/compute-class; {@code general-purpose} without that label, {@code custom} for custom
 *     classes
 * @param defaults for a container that requests nothing; {@link Resources#NONE} where nothing is enforced
 * @param minimum of the Pod; ephemeral storage of each container
 * @param maximum of the Pod; {@link #UNLIMITED} in a dimension that only the machine type bounds
 * @param stepMilliCpu the Pod's CPU is a multiple of this; 0 = any
 * @param minMibPerVcpu lower end of memory to CPU; 0 = no ratio is enforced
 * @param maxMibPerVcpu upper end of memory to CPU; 0 = no ratio is enforced
 */
public record ClassRules(
        String name,
        Resources defaults,
        Resources minimum,
        Resources maximum,
        long stepMilliCpu,
        long minMibPerVcpu,
        long maxMibPerVcpu) {
    public static final long UNLIMITED = Long.MAX_VALUE;

    public ClassRules {
        if (minMibPerVcpu > maxMibPerVcpu || (minMibPerVcpu == 0) != (maxMibPerVcpu == 0)) {
            throw new IllegalArgumentException(
                    name + ": ratio " + minMibPerVcpu + " to " + maxMibPerVcpu + " MiB per vCPU");
        }
        if (stepMilliCpu < 0) {
            throw new IllegalArgumentException(name + ": CPU step " + stepMilliCpu);
        }
    }

    /** Whether missing requests are filled in and small ones raised; false where the machine type decides (Performance, GPUs). */
    public boolean enforcesRequests() {
        return defaults.milliCpu() > 0;
    }

    public boolean enforcesRatio() {
        return maxMibPerVcpu > 0;
    }
}
