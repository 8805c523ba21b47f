package dev.gkelocal.config.keys;

import java.util.List;

/** What {@code up --kind} brings into a cluster. */
final class InstallationKeys {
    private static final long MOST_REPLICAS = 9;

    static final List<Key> KEYS = List.of(
            key(
                    "base_image",
                    new Text(TextRule.IMAGE),
                    "eclipse-temurin:25-jre",
                    "Java that our images are built on; with its digest, builds can be repeated."),
            key(
                    "prometheus_image",
                    new Text(TextRule.IMAGE),
                    "quay.io/prometheus/prometheus:v3.16.0",
                    "Image of Prometheus."),
            key("grafana_image", new Text(TextRule.IMAGE), "docker.io/grafana/grafana:12.3.0", "Image of Grafana."),
            key(
                    "jaeger_image",
                    new Text(TextRule.IMAGE),
                    "docker.io/jaegertracing/jaeger:2.17.0",
                    "Image of Jaeger; one of the 1.x all-in-one images does too."),
            key(
                    "ingress",
                    new Choice("auto", "nginx", "existing", "none"),
                    "auto",
                    "What serves requests from outside: our F5 NGINX controller, the one that is there, or nothing; auto looks whether one is there."),
            key(
                    "ingress_class",
                    new Text(TextRule.OBJECT_NAME),
                    "",
                    "IngressClass of our routes; empty is the cluster's default or only one."),
            key(
                    "ingress_image",
                    new Text(TextRule.IMAGE),
                    "docker.io/nginx/nginx-ingress:5.4.2",
                    "Image of the F5 NGINX Ingress Controller."),
            key(
                    "regions",
                    new TextList(),
                    "",
                    "Regions whose services have a host name of their own at the ingress; empty is the project's region."),
            key(
                    "registry",
                    new Text(TextRule.IMAGE),
                    "",
                    "Registry for images, as this machine and the nodes name it; empty is localhost:`cluster.registry_port`."),
            key(
                    "registry_address",
                    new Text(TextRule.ENDPOINT),
                    "",
                    "How a Pod reaches that registry, such as http://10.0.0.5:5000; empty is found out for a Kind cluster."),
            key(
                    "kafka_bootstrap",
                    new Text(TextRule.BROKERS),
                    "",
                    "Brokers that are there already; empty runs our own."),
            key(
                    "kafka_replicas",
                    new OddNumber(1, MOST_REPLICAS),
                    "1",
                    "Brokers of our own, a majority of which must run; from 3 on, each record is kept by three. A log stays with the number that it was made for."),
            key("kafka_storage", new Text(TextRule.QUANTITY), "2Gi", "Volume of each of our brokers."),
            key(
                    "kafka_storage_class",
                    new Text(TextRule.OBJECT_NAME),
                    "",
                    "StorageClass of these volumes; empty is the cluster's default."),
            key(
                    "cloud_run_replicas",
                    new WholeNumber(1, MOST_REPLICAS),
                    "1",
                    "Replicas of cloudrun-sim; one works, the others stand by."),
            key(
                    "network_policies",
                    new Flag(),
                    "true",
                    "Whether the platform's namespaces are closed but for the connections that it needs."),
            key(
                    "enforce",
                    new Choice("auto", "true", "false"),
                    "auto",
                    "Whether Autopilot's rules refuse and change what is applied: auto does so in Kind clusters only; never on GKE."));

    private InstallationKeys() {}

    private static Key key(String name, ValueType type, String fallback, String doc) {
        return new Key("cluster.installation." + name, type, fallback, doc);
    }
}
