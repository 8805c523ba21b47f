package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.util.List;
import java.util.Map;

/** What {@code up --kind} brings into a cluster. */
public record InstallationConfig(
        String baseImage,
        String prometheusImage,
        String grafanaImage,
        String jaegerImage,
        String ingress,
        String ingressClass,
        String ingressImage,
        List<String> regions,
        String registry,
        String registryAddress,
        String kafkaBootstrap,
        int kafkaReplicas,
        String kafkaStorage,
        String kafkaStorageClass,
        int cloudRunReplicas,
        boolean networkPolicies,
        String enforce) {
    public InstallationConfig {
        regions = List.copyOf(regions);
    }

    static InstallationConfig read(Section section) {
        return new InstallationConfig(
                section.text("base_image"),
                section.text("prometheus_image"),
                section.text("grafana_image"),
                section.text("jaeger_image"),
                section.text("ingress"),
                section.text("ingress_class"),
                section.text("ingress_image"),
                section.texts("regions"),
                section.text("registry"),
                section.text("registry_address"),
                section.text("kafka_bootstrap"),
                section.whole("kafka_replicas"),
                section.text("kafka_storage"),
                section.text("kafka_storage_class"),
                section.whole("cloud_run_replicas"),
                section.flag("network_policies"),
                section.text("enforce"));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "base_image", baseImage);
        to.put(prefix + "prometheus_image", prometheusImage);
        to.put(prefix + "grafana_image", grafanaImage);
        to.put(prefix + "jaeger_image", jaegerImage);
        to.put(prefix + "ingress", ingress);
        to.put(prefix + "ingress_class", ingressClass);
        to.put(prefix + "ingress_image", ingressImage);
        to.put(prefix + "regions", regions);
        to.put(prefix + "registry", registry);
        to.put(prefix + "registry_address", registryAddress);
        to.put(prefix + "kafka_bootstrap", kafkaBootstrap);
        to.put(prefix + "kafka_replicas", (long) kafkaReplicas);
        to.put(prefix + "kafka_storage", kafkaStorage);
        to.put(prefix + "kafka_storage_class", kafkaStorageClass);
        to.put(prefix + "cloud_run_replicas", (long) cloudRunReplicas);
        to.put(prefix + "network_policies", networkPolicies);
        to.put(prefix + "enforce", enforce);
    }
}
