package dev.gkelocal.cloudrun.core.scaling;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import dev.gkelocal.contracts.cloudrun.ScalingDecided.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What to do about a revision now, and why.
 *
 * @param facts what the decision was made from
 * @param starts instances to start
 * @param stops idle instances to stop, the longest idle first; at a removed revision all of them
 * @param preferred ready instances that take requests, in the order in which they should be offered them
 * @param recommended how many of the preferred ones the load needs; the others should idle out
 * @param formula the drivers' largest answer, before any limit
 * @param targetPerInstance concurrency limit times target
 * @param reason what set the count
 * @param pendingLimit longest wait of a request for a slot
 */
public record ScalingDecision(
        RevisionFacts facts,
        int starts,
        List<InstanceId> stops,
        List<InstanceId> preferred,
        int recommended,
        int formula,
        double targetPerInstance,
        Reason reason,
        Duration pendingLimit) {
    public ScalingDecision {
        stops = List.copyOf(stops);
        preferred = List.copyOf(preferred);
    }

    public int from() {
        return facts.live();
    }

    public int to() {
        return facts.live() + starts - stops.size();
    }

    public boolean changesCount() {
        return starts > 0 || !stops.isEmpty();
    }

    /** Whether no further instance may start: a wait that runs out is then a 429, otherwise a 500 (sheet 1.6). */
    public boolean atMaximum() {
        return to() >= facts.limits().maxInstances();
    }

    public ScalingDecided toEvent(Instant at) {
        var limits = facts.limits();
        return new ScalingDecided(
                facts.revision(),
                at,
                from(),
                to(),
                reason,
                facts.load().oneMinute(),
                facts.load().tenMinutes(),
                targetPerInstance,
                formula,
                limits.minInstances(),
                limits.maxInstances(),
                facts.inFlight(),
                facts.pending());
    }
}
