package dev.gkelocal.autopilot.core.manifest;

import java.util.List;

/**
 * Checks pod-level requests against those of the containers: what admission fills in can push the sum above them, and then the
 * API server refuses the Pod (autopilot sheet 1.3, KEP-2837).
 */
final class PodLevelResources {
    private final List<Problem> problems;

    PodLevelResources(List<Problem> problems) {
        this.problems = problems;
    }

    void check(Value spec, String field) {
        spec.get("resources").get("requests").entries().forEach((resource, request) -> {
            var asked = Quantity.parse(request.text());
            var aggregate = aggregate(spec, resource);
            if (asked.isPresent() && aggregate.compareTo(asked.get()) > 0) {
                problems.add(Problem.invalid(
                        request,
                        field + ".resources.requests[" + resource + "]",
                        "must be greater than or equal to aggregate container requests of " + aggregate));
            }
        });
    }

    /** App containers and sidecars run together; another init container runs beside the sidecars before it. */
    private static Quantity aggregate(Value spec, String resource) {
        var running = Quantity.ZERO;
        for (var container : spec.get("containers").items()) {
            running = running.plus(request(container, resource));
        }
        var sidecars = Quantity.ZERO;
        var starting = Quantity.ZERO;
        for (var container : spec.get("initContainers").items()) {
            var alone = sidecars.plus(request(container, resource));
            starting = starting.max(alone);
            if (container.get("restartPolicy").text().equals("Always")) {
                sidecars = alone;
            }
        }
        return running.plus(sidecars).max(starting);
    }

    private static Quantity request(Value container, String resource) {
        var resources = container.get("resources");
        var request = resources.get("requests").get(resource);
        var amount = request.isSet() ? request : resources.get("limits").get(resource);
        return Quantity.parse(amount.text()).orElse(Quantity.ZERO);
    }
}
