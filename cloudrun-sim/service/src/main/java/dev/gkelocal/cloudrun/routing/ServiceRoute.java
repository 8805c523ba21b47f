package dev.gkelocal.cloudrun.routing;

import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import java.util.List;
import java.util.Map;

/**
 * Where the requests of a service go.
 *
 * @param shares sum to 100 percent, or are empty while no revision is ready
 * @param tags revision that {@code TAG---SERVICE-...} reaches, by tag
 */
public record ServiceRoute(ServiceName name, List<Share> shares, Map<String, RevisionName> tags) {
    public ServiceRoute {
        shares = List.copyOf(shares);
        tags = Map.copyOf(tags);
    }

    public record Share(RevisionName revision, int percent) {}
}
