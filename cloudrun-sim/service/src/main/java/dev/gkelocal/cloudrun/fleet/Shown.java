package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.routing.DataPlane;
import dev.gkelocal.cloudrun.routing.RevisionRoute;
import dev.gkelocal.cloudrun.routing.RouteTable;
import dev.gkelocal.contracts.RevisionName;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What others see of the fleet: routes to its instances, and figures. Changed by the fleet's thread only. */
final class Shown {
    /** Absent before the first. */
    private @Nullable RouteTable table;

    private volatile Map<RevisionName, FleetView> views = Map.of();

    /** Figures of every revision as of the last evaluation. */
    Map<RevisionName, FleetView> views() {
        return views;
    }

    /** @param pendingLimit of revisions about which nothing was decided yet */
    void show(FleetPlan plan, Collection<RevisionFleet> revisions, Duration pendingLimit, DataPlane to) {
        var routes = new HashMap<RevisionName, RevisionRoute>();
        var figures = new HashMap<RevisionName, FleetView>();
        for (var fleet : revisions) {
            var name = fleet.plan().name();
            routes.put(name, fleet.route(pendingLimit));
            var decision = fleet.last;
            if (decision != null) {
                figures.put(name, FleetView.of(decision, fleet.members().values()));
            }
        }
        views = Map.copyOf(figures);
        var next = new RouteTable(plan.enabled(), plan.routes(), routes);
        if (!next.equals(table)) {
            table = next;
            to.publish(next);
        }
    }
}
