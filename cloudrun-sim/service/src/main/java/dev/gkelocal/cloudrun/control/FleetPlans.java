package dev.gkelocal.cloudrun.control;

import dev.gkelocal.cloudrun.core.scaling.ScalingLimits;
import dev.gkelocal.cloudrun.core.scaling.Standing;
import dev.gkelocal.cloudrun.fleet.FleetPlan;
import dev.gkelocal.cloudrun.fleet.FleetPlan.PlannedRevision;
import dev.gkelocal.cloudrun.routing.ServiceRoute;
import dev.gkelocal.cloudrun.routing.ServiceRoute.Share;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the fleet is to do, from what was written. Traffic counts as it took effect, not as it was asked for last. */
final class FleetPlans {
    private FleetPlans() {}

    static FleetPlan of(boolean enabled, Collection<ServiceState> services, Collection<RevisionState> revisions) {
        var routes = new HashMap<ServiceName, ServiceRoute>();
        var planned = new HashMap<RevisionName, PlannedRevision>();
        for (var service : services) {
            if (service.deleteTime() == null) {
                var route = route(service);
                routes.put(service.name(), route);
                revisions.stream()
                        .filter(it -> it.name().service().equals(service.name()) && it.deleteTime() == null)
                        .forEach(it -> plan(it, route, planned));
                tighten(service, route, planned);
            }
        }
        return new FleetPlan(enabled, planned, routes);
    }

    /** Whether requests to a service find their way as its state says. */
    static boolean holds(FleetPlan inForce, ServiceState service) {
        var route = inForce.routes().get(service.name());
        return service.deleteTime() == null ? route(service).equals(route) : route == null;
    }

    private static ServiceRoute route(ServiceState service) {
        var percents = new LinkedHashMap<RevisionName, Integer>();
        var tags = new HashMap<String, RevisionName>();
        for (var target : service.status().traffic()) {
            var revision = service.name().revision(target.revision());
            if (target.percent() > 0) {
                percents.merge(revision, target.percent(), Integer::sum);
            }
            var tag = target.tag();
            if (tag != null) {
                tags.put(tag, revision);
            }
        }
        var shares = new ArrayList<Share>();
        percents.forEach((revision, percent) -> shares.add(new Share(revision, percent)));
        boolean complete = percents.values().stream().mapToInt(it -> it).sum() == 100;
        return new ServiceRoute(service.name(), complete ? shares : java.util.List.of(), tags);
    }

    private static void plan(RevisionState revision, ServiceRoute route, Map<RevisionName, PlannedRevision> planned) {
        if (ServiceStatuses.decided(revision) && !revision.ready()) {
            return;
        }
        var template = revision.template();
        var limits = ScalingLimits.of(template.maxInstanceRequestConcurrency(), template.scaling());
        planned.put(
                revision.name(),
                new PlannedRevision(
                        revision.name(), template, revision.imageDigest(), standing(revision, route), limits));
    }

    private static Standing standing(RevisionState revision, ServiceRoute route) {
        if (!revision.ready()) {
            return Standing.DEPLOYING;
        }
        return reaches(route, revision.name()) ? Standing.SERVING : Standing.UNREACHABLE;
    }

    static boolean reaches(ServiceRoute route, RevisionName revision) {
        return route.tags().containsValue(revision)
                || route.shares().stream().anyMatch(it -> it.revision().equals(revision));
    }

    static boolean reaches(ServiceState service, RevisionName revision) {
        return reaches(route(service), revision);
    }

    /** Divides the service's own limits among the revisions that it reaches (cloudrun sheet 3.4). */
    private static void tighten(ServiceState service, ServiceRoute route, Map<RevisionName, PlannedRevision> planned) {
        var percents = new HashMap<String, Integer>();
        var own = new HashMap<String, ScalingLimits>();
        planned.forEach((name, plan) -> {
            if (name.service().equals(service.name()) && reaches(route, name)) {
                percents.put(name.revision(), 0);
                own.put(name.revision(), plan.limits());
            }
        });
        route.shares().forEach(it -> percents.computeIfPresent(it.revision().revision(), (_, _) -> it.percent()));
        ScalingLimits.split(service.scaling(), percents, own).forEach((revision, limits) -> {
            var name = service.name().revision(revision);
            planned.computeIfPresent(
                    name,
                    (_, plan) ->
                            new PlannedRevision(name, plan.template(), plan.imageDigest(), plan.standing(), limits));
        });
    }
}
