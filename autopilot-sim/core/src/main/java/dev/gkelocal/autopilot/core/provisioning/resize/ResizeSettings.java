package dev.gkelocal.autopilot.core.provisioning.resize;

import java.util.ArrayList;
import java.util.List;

/**
 * How a cluster resizes its VMs. Defaults are the family's (autopilot sheet 3.2); the autoscaler's own integration tests use
 * {@link #FINE}.
 *
 * @param minVm smallest VM
 * @param step by which sizes differ
 * @param buffer that is kept free on every VM
 */
public record ResizeSettings(Size minVm, Size step, Size buffer) {
    private static final long MIB = 1024;

    /** 250m and 2Gi at least, in steps of 50m and 1Mi, 200m and 500Mi kept free. */
    public static final ResizeSettings FINE =
            new ResizeSettings(new Size(250, 2048 * MIB), new Size(50, MIB), new Size(200, 500 * MIB));

    /** What the family cannot do of this; empty when all can be done. */
    public List<String> problemsFor(ResizableFamily family) {
        var problems = new ArrayList<String>();
        check(
                problems,
                "Min VmSize MilliCPUs",
                minVm.milliCpu(),
                family.smallest().milliCpu(),
                family.finest().milliCpu());
        check(
                problems,
                "Min VmSize KBytes",
                minVm.memoryKib(),
                family.smallest().memoryKib(),
                family.finest().memoryKib());
        check(
                problems,
                "Increment Step MilliCPUs",
                step.milliCpu(),
                family.finest().milliCpu(),
                family.finest().milliCpu());
        check(
                problems,
                "Increment Step KBytes",
                step.memoryKib(),
                family.finest().memoryKib(),
                family.finest().memoryKib());
        return List.copyOf(problems);
    }

    private static void check(List<String> problems, String what, long value, long smallest, long increment) {
        if (!isSupported(value, smallest, increment)) {
            problems.add(what + " has unsupported value: "
                    + (value % increment != 0
                            ? "should be divisible by " + increment + ", got " + value
                            : "should be greater than or equal to " + smallest + ", got " + value));
        }
    }

    static boolean isSupported(long value, long smallest, long increment) {
        return value % increment == 0 && value >= smallest;
    }
}
