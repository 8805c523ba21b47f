package dev.gkelocal.autopilot.core.admission;

import static dev.gkelocal.autopilot.core.admission.ContainerDraft.CPU;
import static dev.gkelocal.autopilot.core.admission.ContainerDraft.EPHEMERAL;
import static dev.gkelocal.autopilot.core.admission.ContainerDraft.MEMORY;

/**
 * Without bursting every limit becomes the request, even a larger one; with bursting limits stay as long as they are no less than
 * the request; ephemeral storage never bursts (autopilot sheet 1.3 steps 6 and 7).
 */
final class LimitRules {
    private final boolean mayBurst;

    LimitRules(boolean mayBurst) {
        this.mayBurst = mayBurst;
    }

    void apply(PodDraft pod) {
        pod.all().forEach(container -> {
            limit(container, CPU, mayBurst);
            limit(container, MEMORY, mayBurst);
            limit(container, EPHEMERAL, false);
        });
    }

    private static void limit(ContainerDraft container, String resource, boolean mayBurst) {
        var request = container.request(resource);
        var limit = container.limit(resource);
        if (request == null || limit != null && limit.equals(request)) {
            return;
        }
        if (!mayBurst) {
            var rule = resource.equals(EPHEMERAL) ? Rule.EPHEMERAL_STORAGE : Rule.LIMIT_EQUALS_REQUEST;
            container.limit(resource, request, rule, "Pods cannot use more " + resource + " than they request here");
        } else if (limit != null && limit.compareTo(request) < 0) {
            container.limit(resource, request, Rule.LIMIT_AT_LEAST_REQUEST, "a limit cannot be below the request");
        }
    }
}
