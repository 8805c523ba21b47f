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
    public RevisionRoute {
        instances = List.copyOf(instances);
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency of " + name + " must be 1 or more, got " + concurrency);
        }
        if (preferred < 0) {
            throw new IllegalArgumentException("preferred of " + name + " must not be negative, got " + preferred);
        }
    }

    /** Where one instance listens on this machine. */
    public record Endpoint(InstanceId id, String host, int port) {}
}
