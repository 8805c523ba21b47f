package dev.gkelocal.cloudrun.routing;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import java.time.Duration;
import java.util.List;

/**
 * How requests reach a revision.
 *
 * @param concurrency most requests at one instance
 * @param timeout of a request, its wait included
 * @param pendingLimit longest wait for a slot
 * @param atMaximum whether no further instance may start: a wait that runs out is then a 429, otherwise a 500
 * @param instances those that take new requests, the preferred ones first
 * @param preferred how many of the first instances the autoscaler recommends. Requests spread over these, to the one with
 *     the fewest in flight; the others get a request only when these are full, in order, so that the last ones go idle
 *     (cloudrun sheet 2.2)
 */
public record RevisionRoute(
        RevisionName name,
        int concurrency,
        Duration timeout,
        Protocol protocol,
        Duration pendingLimit,
        boolean atMaximum,
        List<Endpoint> instances,
        int preferred) {
    private static final int NO_LIMIT = 1_000_000;

    public RevisionRoute {
        instances = List.copyOf(instances);
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency of " + name + " must be 1 or more, got " + concurrency);
        }
        if (preferred < 0) {
            throw new IllegalArgumentException("preferred of " + name + " must not be negative, got " + preferred);
        }
    }

    /** The same revision where requests are somebody else's, who shares them out. */
    RevisionRoute sentTo(Endpoint other) {
        return new RevisionRoute(name, NO_LIMIT, timeout, protocol, pendingLimit, false, List.of(other), 1);
    }

    /** Where one instance listens, or the ingress of another replica. */
    public record Endpoint(InstanceId id, String host, int port) {
        private static final InstanceId REPLICA = new InstanceId("another-replica");

        public static Endpoint replica(String host, int port) {
            return new Endpoint(REPLICA, host, port);
        }

        /** Whether requests are passed on there as they came: for another one to route. */
        public boolean isReplica() {
            return id.equals(REPLICA);
        }
    }
}
