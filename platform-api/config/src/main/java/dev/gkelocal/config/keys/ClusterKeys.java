package dev.gkelocal.config.keys;

import java.util.List;

/** The Kind cluster and its registry (requirements sheet, sections 3.1 and 4). */
final class ClusterKeys {
    private static final long MOST_NODES = 100;

    static final List<Key> KEYS = List.of(
            key("name", new Text(TextRule.CLUSTER_NAME), "local-gke-dev", "Name of the cluster."),
            key(
                    "template",
                    new Choice("minimal", "ai", "staging", "autopilot"),
                    "minimal",
                    "What kind of cluster: nodes, labels, zones, reserved resources; `cluster templates` lists them."),
            key("kubernetes_version", new Text(TextRule.KUBERNETES_VERSION), "1.34", "Kubernetes version of the nodes.")
                    .renewedFrom("1.28"),
            key(
                            "nodes",
                            new WholeNumber(0, MOST_NODES),
                            "0",
                            "Nodes, the control plane included; 0 is the template's own number.")
                    .renewedFrom("3"),
            key("registry_port", new Port(1), "5001", "Image registry beside the cluster.")
                    .renewedFrom("5000"),
            key("ingress_port", new Port(1), "80", "Ingress of the cluster on the host."),
            key("ingress_tls_port", new Port(1), "443", "Ingress of the cluster on the host, with TLS."),
            key(
                    "extra_ports",
                    new TextList(),
                    "",
                    "Further ports of the control plane on the host, each HOST:NODE; empty is the template's own (8080:8080 for `ai`)."),
            key("api_server_port", new Port(0), "6443", "API server of the cluster on the host; 0 takes any free one."),
            key("pod_subnet", new Text(TextRule.SUBNET), "10.244.0.0/16", "Addresses of Pods."),
            key("service_subnet", new Text(TextRule.SUBNET), "10.96.0.0/16", "Addresses of Services."),
            key(
                    "default_network",
                    new Flag(),
                    "true",
                    "Whether Kind installs its own Pod network; without it, `extra_manifests` must bring one."),
            key(
                    "extra_manifests",
                    new TextList(),
                    "",
                    "Files that are applied to a new cluster; relative to the project."),
            key("engine", new Choice("docker", "podman"), "docker", "Container engine that runs the nodes."),
            key("kind_binary", new Text(TextRule.PROGRAM), "", "The `kind` program; empty is the one on PATH."),
            key(
                    "node_image",
                    new Text(TextRule.IMAGE),
                    "",
                    "Image of the nodes; empty is Kind's own for `kubernetes_version`."),
            key(
                    "extra_images",
                    new TextList(),
                    "",
                    "Images of the container engine that are loaded into every node, for machines without a network."),
            key("registry_image", new Text(TextRule.IMAGE), "registry:3", "Image of the registry."));

    private ClusterKeys() {}

    private static Key key(String name, ValueType type, String fallback, String doc) {
        return new Key("cluster." + name, type, fallback, doc);
    }
}
