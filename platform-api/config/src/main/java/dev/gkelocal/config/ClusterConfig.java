package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.util.Map;

/** The Kind cluster (requirements sheet, section 4). */
public record ClusterConfig(
        String name, String kubernetesVersion, int nodes, int registryPort, int ingressPort, int apiServerPort) {
    static ClusterConfig read(Section section) {
        return new ClusterConfig(
                section.text("name"),
                section.text("kubernetes_version"),
                section.whole("nodes"),
                section.port("registry_port"),
                section.port("ingress_port"),
                section.port("api_server_port"));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "name", name);
        to.put(prefix + "kubernetes_version", kubernetesVersion);
        to.put(prefix + "nodes", (long) nodes);
        to.put(prefix + "registry_port", registryPort);
        to.put(prefix + "ingress_port", ingressPort);
        to.put(prefix + "api_server_port", apiServerPort);
    }
}
