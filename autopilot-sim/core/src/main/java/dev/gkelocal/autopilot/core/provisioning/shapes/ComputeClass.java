package dev.gkelocal.autopilot.core.provisioning.shapes;

import java.util.List;

/**
 * A compute class that Autopilot brings along.
 *
 * @param families of machines, by preference
 * @param accelerator needs a GPU or a TPU
 * @param balancing its families count as equal in price, so that both are used
 * @param largerBootDisk nodes get the larger default disk
 * @param sliceOfHardware one Pod a machine, family mandatory
 */
public record ComputeClass(
        String name,
        List<String> families,
        boolean accelerator,
        boolean balancing,
        boolean largerBootDisk,
        boolean sliceOfHardware) {
    public static final String SCALE_OUT = "Scale-Out";
    public static final String BALANCED = "Balanced";
    public static final String PERFORMANCE = "Performance";
    public static final String ACCELERATOR = "Accelerator";

    public ComputeClass {
        families = List.copyOf(families);
    }
}
