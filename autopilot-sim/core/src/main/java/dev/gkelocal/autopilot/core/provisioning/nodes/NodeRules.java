package dev.gkelocal.autopilot.core.provisioning.nodes;

import dev.gkelocal.autopilot.core.provisioning.capacity.Capacities;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;

/**
 * What all nodes of a cluster have in common; settings.
 *
 * @param version of GKE on the nodes
 * @param confidential memory encrypted
 * @param armTaint Arm nodes keep Pods away that don't tolerate their architecture; admission adds that toleration
 */
public record NodeRules(
        MachineCatalogue catalogue,
        Capacities capacities,
        SystemPods systemPods,
        String version,
        boolean confidential,
        boolean armTaint) {

    /** As on Autopilot, with assumed system Pods. */
    public static NodeRules autopilot(String version) {
        return new NodeRules(
                MachineCatalogue.bundled(), Capacities.autopilot(), SystemPods.assumed(), version, false, true);
    }

    public NodeRules with(SystemPods changed) {
        return new NodeRules(catalogue, capacities, changed, version, confidential, armTaint);
    }
}
