package dev.gkelocal.cloudrun.routing;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.util.Map;

/** The ingress as the control plane sees it. Safe to call from any thread; nothing here waits. */
public interface DataPlane {

    /** Puts a new table in force for requests to come. Instances that are no longer in it get no new request. */
    void publish(RouteTable table);

    /** What each revision was asked for since the last call, for all revisions that had or have requests. */
    Map<RevisionName, Demand> takeDemand();

    /** Requests at each instance now, also at those that a table no longer lists. Instances without any are absent. */
    Map<InstanceId, Integer> inFlight();

    /**
     * Demand on one revision over the time since the last report.
     *
     * @param averageConcurrency requests in flight and waiting, weighted by time
     * @param inFlight requests at instances now
     * @param pending requests that wait for a slot now
     * @param requests that arrived
     */
    record Demand(double averageConcurrency, int inFlight, int pending, long requests) {}

    /** Told by the data plane, on one of its own threads: return at once. */
    interface Listener {
        /**
         * A request found no free slot and waits. Called for each such request.
         *
         * @param traceparent of the request: what is done because of it belongs to its trace
         */
        void requestWaits(RevisionName revision, String traceparent);

        /** A connection to an instance was refused or broke before an answer. */
        void instanceUnreachable(InstanceId instance);

        /**
         * The number of requests at an instance became zero, or left zero. Calls of two threads may cross: where the order
         * matters, {@link DataPlane#inFlight} is the truth.
         */
        void busyChanged(InstanceId instance, int inFlight);
    }
}
