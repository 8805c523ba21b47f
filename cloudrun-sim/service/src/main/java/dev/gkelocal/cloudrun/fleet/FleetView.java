package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.core.scaling.LoadAverages;
import dev.gkelocal.cloudrun.core.scaling.ScalingDecision;
import dev.gkelocal.cloudrun.core.scaling.ScalingLimits;
import java.util.Collection;

/**
 * A revision's figures after an evaluation, for the metrics.
 *
 * @param formula instances that the autoscaler's formula asks for
 */
public record FleetView(
        int starting,
        int active,
        int idle,
        int formula,
        ScalingLimits limits,
        double targetConcurrency,
        LoadAverages load) {

    static FleetView of(ScalingDecision decision, Collection<Member> members) {
        int starting = 0;
        int active = 0;
        int idle = 0;
        for (var member : members) {
            switch (member.phase()) {
                case STARTING -> starting++;
                case ACTIVE -> active++;
                case IDLE -> idle++;
                case DRAINING, STOPPED -> {}
            }
        }
        return new FleetView(
                starting,
                active,
                idle,
                decision.formula(),
                decision.facts().limits(),
                decision.targetPerInstance(),
                decision.facts().load());
    }
}
