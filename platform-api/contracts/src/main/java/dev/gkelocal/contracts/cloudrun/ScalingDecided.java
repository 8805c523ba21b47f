package dev.gkelocal.contracts.cloudrun;

import dev.gkelocal.contracts.RevisionName;
import java.time.Instant;

/**
 * The autoscaler changed its mind about a revision; the figures are what it saw (cloudrun sheet 2.2).
 *
 * @param from instances wanted before
 * @param to instances wanted now
 * @param oneMinuteConcurrency average requests in flight over the short window
 * @param tenMinuteConcurrency the same over the long window
 * @param targetPerInstance concurrency limit times utilisation target
 * @param recommended the formula's result before the limits
 * @param pending requests that wait for an instance
 */
public record ScalingDecided(
        RevisionName revision,
        Instant at,
        int from,
        int to,
        Reason reason,
        double oneMinuteConcurrency,
        double tenMinuteConcurrency,
        double targetPerInstance,
        int recommended,
        int minInstances,
        int maxInstances,
        int inFlight,
        int pending) {

    public enum Reason {
        /** The concurrency formula asks for it. */
        CONCURRENCY,
        /** A request found no free slot. */
        ON_DEMAND,
        /** The minimum asks for it. */
        MIN_INSTANCES,
        /** The maximum holds it down. */
        MAX_INSTANCES,
        /** An instance was idle for the retention time. */
        IDLE,
        /** A new revision is tried before it gets traffic. */
        DEPLOY_CHECK,
        /** The revision has no traffic, was deleted, or the simulator is off. */
        RETIRED
    }
}
