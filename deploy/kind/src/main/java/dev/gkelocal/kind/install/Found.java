package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import java.util.List;

/**
 * What is found out about a cluster before the manifests can be composed.
 *
 * @param registry host:port as this machine and the nodes name images
 * @param registryAddress {@code http://host:port} as Pods reach it; empty when that is the same
 * @param ingressClasses that are there
 */
record Found(String registry, String registryAddress, List<String> ingressClasses) {
    Found {
        ingressClasses = List.copyOf(ingressClasses);
    }

    static Found in(Connection connection, GkeLocalConfig config) {
        var installation = config.cluster().installation();
        var registry = installation.registry().isEmpty()
                ? "localhost:" + config.cluster().registryPort()
                : installation.registry();
        var classes = connection.client().network().v1().ingressClasses().list().getItems().stream()
                .map(it -> it.getMetadata().getName())
                .sorted()
                .toList();
        return new Found(registry, installation.registryAddress(), classes);
    }
}
