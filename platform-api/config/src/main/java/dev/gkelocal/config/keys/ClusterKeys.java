package dev.gkelocal.config.keys;

import java.util.List;

/** The Kind cluster (requirements sheet, section 4). */
final class ClusterKeys {
    private static final long MOST_NODES = 100;

    static final List<Key> KEYS = List.of(
            new Key("cluster.name", new Text(TextRule.CLUSTER_NAME), "local-gke-dev", "Name of the cluster."),
            new Key(
                            "cluster.kubernetes_version",
                            new Text(TextRule.KUBERNETES_VERSION),
                            "1.34",
                            "Kubernetes version of the nodes.")
                    .renewedFrom("1.28"),
            new Key("cluster.nodes", new WholeNumber(1, MOST_NODES), "3", "Nodes, the control plane included."),
            new Key("cluster.registry_port", new Port(1), "5001", "Image registry beside the cluster.")
                    .renewedFrom("5000"),
            new Key("cluster.ingress_port", new Port(1), "80", "Ingress of the cluster on the host."),
            new Key("cluster.api_server_port", new Port(1), "6443", "API server of the cluster on the host."));

    private ClusterKeys() {}
}
