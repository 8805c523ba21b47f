package dev.gkelocal.autopilot.core.cluster;

import java.time.Duration;
import java.util.List;

/**
 * What a workload's Pods do, which no manifest tells.
 *
 * @param runFor until a Job's Pod ends; zero = a service, which runs on
 * @param failures of a Job's Pods that come before the first success
 * @param readyAfter from the running container to readiness; zero = what the readiness probe's initial delay says
 * @param imageMegabytes of one Pod's images together
 * @param load CPU that all its Pods use together, over time; empty = half of what they request
 */
public record Behaviour(Duration runFor, int failures, Duration readyAfter, int imageMegabytes, List<LoadPoint> load) {
    /** 60 s for a Job's Pod when nothing is known. */
    static final Duration JOB_RUN = Duration.ofSeconds(60);

    public static final Behaviour UNKNOWN = new Behaviour(Duration.ZERO, 0, Duration.ZERO, 120, List.of());

    public Behaviour {
        load = List.copyOf(load);
    }

    /**
     * A corner of the load curve, which runs straight between two of them.
     *
     * @param after the cluster's start
     * @param milliCpu of the whole workload
     */
    public record LoadPoint(Duration after, long milliCpu) {}

    /** The load at a time; constant before the first and after the last corner. */
    public double milliCpuAt(Duration after) {
        LoadPoint before = load.getFirst();
        for (var point : load) {
            if (point.after.compareTo(after) >= 0) {
                return between(before, point, after);
            }
            before = point;
        }
        return before.milliCpu;
    }

    private static double between(LoadPoint from, LoadPoint to, Duration after) {
        var span = to.after.minus(from.after).toMillis();
        if (span <= 0 || after.compareTo(from.after) <= 0) {
            return to.milliCpu;
        }
        var part = (double) after.minus(from.after).toMillis() / span;
        return from.milliCpu + part * (to.milliCpu - from.milliCpu);
    }
}
