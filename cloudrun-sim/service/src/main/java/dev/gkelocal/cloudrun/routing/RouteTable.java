package dev.gkelocal.cloudrun.routing;

import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that the data plane knows, replaced as a whole.
 *
 * @param enabled whether the simulator is switched on
 */
public record RouteTable(
        boolean enabled, Map<ServiceName, ServiceRoute> services, Map<RevisionName, RevisionRoute> revisions) {
    public static final RouteTable EMPTY = new RouteTable(true, Map.of(), Map.of());

    public RouteTable {
        services = Map.copyOf(services);
        revisions = Map.copyOf(revisions);
    }

    /** The same where all requests are somebody else's. */
    public RouteTable sentTo(RevisionRoute.Endpoint other) {
        return new RouteTable(
                enabled,
                services,
                revisions.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, it -> it.getValue().sentTo(other))));
    }
}
