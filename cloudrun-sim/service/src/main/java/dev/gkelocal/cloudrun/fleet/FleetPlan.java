package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.core.scaling.ScalingLimits;
import dev.gkelocal.cloudrun.core.scaling.Standing;
import dev.gkelocal.cloudrun.routing.ServiceRoute;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import java.util.Map;

/**
 * What users asked for, as far as instances and routes are concerned. Revisions that are not in it lose theirs.
 *
 * @param enabled whether the simulator is switched on; off, no revision has an instance
 */
public record FleetPlan(
        boolean enabled, Map<RevisionName, PlannedRevision> revisions, Map<ServiceName, ServiceRoute> routes) {
    public static final FleetPlan EMPTY = new FleetPlan(true, Map.of(), Map.of());

    public FleetPlan {
        revisions = Map.copyOf(revisions);
        routes = Map.copyOf(routes);
    }

    /** @param imageDigest that every instance runs */
    public record PlannedRevision(
            RevisionName name,
            RevisionTemplate template,
            String imageDigest,
            Standing standing,
            ScalingLimits limits) {}
}
