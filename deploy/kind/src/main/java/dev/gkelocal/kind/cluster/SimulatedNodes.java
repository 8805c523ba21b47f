package dev.gkelocal.kind.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Node objects that autopilot-sim puts up for machines that are not there: no container stands behind them, and what they say of themselves is made up. */
public final class SimulatedNodes {
    private static final String LABEL = "autopilot.gke-local.dev/simulated";

    private SimulatedNodes() {}

    public static List<Node> of(KubernetesClient client) {
        return client.nodes().withLabel(LABEL).list().getItems();
    }

    /** All nodes but these. */
    public static List<Node> othersThan(KubernetesClient client) {
        return client.nodes().withoutLabel(LABEL).list().getItems();
    }
}
