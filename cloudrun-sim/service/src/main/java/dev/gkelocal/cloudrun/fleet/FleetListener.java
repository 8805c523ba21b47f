package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Told what the fleet does, on the fleet's own thread: return at once. */
public interface FleetListener {

    /** The first instance of a revision whose standing is DEPLOYING came up, or not. */
    void tried(RevisionName revision, Trial trial);

    /** Instances of a serving revision end again and again, or did and now one is up. */
    void health(RevisionName revision, Health health);

    /** @param traceparent of the request that the instance is started for; absent without one, and once it is ready */
    void instance(InstanceState state, @Nullable String traceparent);

    /** @param traceparent of a request that waits and so brought the decision about; absent without one */
    void decided(ScalingDecided decision, @Nullable String traceparent);

    void started(RevisionName revision, Duration startup, boolean forWaitingRequest);

    /** Requests go by the routes of this plan from now on. Told once for each. */
    default void inForce(FleetPlan plan) {}

    /**
     * How the instances of a revision do.
     *
     * @param failures in a row, since one was last up for a while; 0 is healthy
     * @param words that tell the end of the last one that failed; absent when nothing is known of it
     * @param startup of the last one that came up; zero when none did
     */
    record Health(int failures, @Nullable String words, Duration startup) {}
}
