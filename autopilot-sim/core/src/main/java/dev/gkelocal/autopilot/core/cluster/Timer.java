package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.time.Instant;

/** Something that falls due. A timer whose subject has moved on is ignored, so none is ever taken back. */
public sealed interface Timer {
    /** @param bound tells a restart of the same Pod from its first start */
    record PodStarts(String uid, Instant bound) implements Timer {}

    record PodTurnsReady(String uid) implements Timer {}

    /** @param started as above */
    record PodFinishes(String uid, Instant started) implements Timer {}

    /** The victims of a preemption have left. */
    record Nominated(String uid) implements Timer {}

    record PodGone(String uid) implements Timer {}

    record NodeReady(String node) implements Timer {}

    record NodeResized(String node, Size vm) implements Timer {}

    record NodeGone(String node) implements Timer {}

    /** A Spot machine is switched off, whatever still runs on it. */
    record NodeOff(String node) implements Timer {}

    /** There is room elsewhere: the Pods of a node that is to go are asked to leave. */
    record NodeDrains(String node) implements Timer {}

    /** Pods of a node that answers no more are given up. */
    record PodsGivenUp(String node) implements Timer {}

    /** A node upgrade goes on. */
    record Upgrade() implements Timer {}

    /** The cluster autoscaler looks. */
    record Autoscale() implements Timer {}

    /** The controller of an object looks at it. */
    record Look(ObjectKey object) implements Timer {}

    record FaultBegins(Fault fault) implements Timer {}

    record FaultEnds(Fault fault) implements Timer {}

    /**
     * When a timer falls due.
     *
     * @param order of those at the same instant
     */
    record Due(Instant at, long order, Timer timer) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
