package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.util.List;
import java.util.Map;

/** The Kind cluster and its registry (requirements sheet, sections 3.1 and 4). */
public record ClusterConfig(
        String name,
        String template,
        String kubernetesVersion,
        int nodes,
        int registryPort,
        int ingressPort,
        int ingressTlsPort,
        List<String> extraPorts,
        int apiServerPort,
        String podSubnet,
        String serviceSubnet,
        boolean defaultNetwork,
        List<String> extraManifests,
        String engine,
        String kindBinary,
        String nodeImage,
        List<String> extraImages,
        String registryImage,
        InstallationConfig installation) {
    public ClusterConfig {
        extraPorts = List.copyOf(extraPorts);
        extraManifests = List.copyOf(extraManifests);
        extraImages = List.copyOf(extraImages);
    }

    static ClusterConfig read(Section section) {
        return new ClusterConfig(
                section.text("name"),
                section.text("template"),
                section.text("kubernetes_version"),
                section.whole("nodes"),
                section.port("registry_port"),
                section.port("ingress_port"),
                section.port("ingress_tls_port"),
                section.texts("extra_ports"),
                section.port("api_server_port"),
                section.text("pod_subnet"),
                section.text("service_subnet"),
                section.flag("default_network"),
                section.texts("extra_manifests"),
                section.text("engine"),
                section.text("kind_binary"),
                section.text("node_image"),
                section.texts("extra_images"),
                section.text("registry_image"),
                InstallationConfig.read(section.section("installation")));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "name", name);
        to.put(prefix + "template", template);
        to.put(prefix + "kubernetes_version", kubernetesVersion);
        to.put(prefix + "nodes", (long) nodes);
        to.put(prefix + "registry_port", registryPort);
        to.put(prefix + "ingress_port", ingressPort);
        to.put(prefix + "ingress_tls_port", ingressTlsPort);
        to.put(prefix + "extra_ports", extraPorts);
        to.put(prefix + "api_server_port", apiServerPort);
        to.put(prefix + "pod_subnet", podSubnet);
        to.put(prefix + "service_subnet", serviceSubnet);
        to.put(prefix + "default_network", defaultNetwork);
        to.put(prefix + "extra_manifests", extraManifests);
        to.put(prefix + "engine", engine);
        to.put(prefix + "kind_binary", kindBinary);
        to.put(prefix + "node_image", nodeImage);
        to.put(prefix + "extra_images", extraImages);
        to.put(prefix + "registry_image", registryImage);
        installation.write(prefix + "installation.", to);
    }
}
