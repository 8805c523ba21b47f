package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.util.Optional;

/** What workloads use of the CPU: their load curve shared evenly by their ready Pods. */
final class Usage {
    private final World world;
    private final Shapes shapes;

    Usage(World world, Shapes shapes) {
        this.world = world;
        this.shapes = shapes;
    }

    /**
     * @param milliCpu used by all Pods of the workload
     * @param requested by the ready ones
     */
    record Readings(double milliCpu, long requested, int ready, int all) {}

    Readings of(ObjectKey workload) {
        long requested = 0;
        int ready = 0;
        int all = 0;
        for (var pod : world.podsOfWorkload(workload)) {
            if (pod.isActive()) {
                all++;
            }
            if (pod.isReady(world.now())) {
                ready++;
                requested += shapes.of(pod).requests().milliCpu();
            }
        }
        var behaviour = world.behaviour(workload);
        var used = behaviour.load().isEmpty()
                ? requested / 2.0
                : behaviour.milliCpuAt(Duration.between(world.facts.start(), world.now()));
        return new Readings(used, requested, ready, all);
    }

    /** Usage over target; empty where the target is of a type that CPU does not have. */
    Optional<Double> ratio(Readings readings, Value target) {
        var percent = target.get("averageUtilization").integer();
        if (percent.isPresent()) {
            return ratio(readings, percent.getAsLong());
        }
        return Quantity.parse(target.get("averageValue").text())
                .filter(it -> it.signum() > 0)
                .map(it -> readings.milliCpu() / readings.ready() / it.milli());
    }

    Optional<Double> ratio(Readings readings, long percent) {
        return readings.requested() == 0 || percent <= 0
                ? Optional.empty()
                : Optional.of(100 * readings.milliCpu() / readings.requested() / percent);
    }
}
