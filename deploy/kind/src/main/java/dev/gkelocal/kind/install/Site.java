package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.images.registry.Platform;
import dev.gkelocal.kind.manifests.Labels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What is known of a cluster and its surroundings before anything is composed for it.
 *
 * @param ingressPort of the ingress on this machine
 * @param registry host:port as this machine and the nodes name images
 * @param registryAddress {@code http://host:port} as Pods reach it; empty when that is the same
 * @param ingressClasses that are there
 * @param hasForeignIngress whether one of these classes is not of our own controller
 * @param ingressNamespaces of Pods that hold port 80 of a node
 * @param apiServer addresses of the API server, as Pods see them
 * @param nodes addresses of the nodes, when they stay as they are
 * @param platform of the nodes
 * @param log what the cluster keeps already
 * @param isOurs whether it is a Kind cluster of this project
 * @param isGke whether it is a cluster of Google's
 */
record Site(
        int ingressPort,
        String registry,
        String registryAddress,
        List<String> ingressClasses,
        boolean hasForeignIngress,
        List<String> ingressNamespaces,
        List<String> apiServer,
        List<String> nodes,
        Platform platform,
        KeptLog log,
        boolean isOurs,
        boolean isGke) {
    Site {
        ingressClasses = List.copyOf(ingressClasses);
        ingressNamespaces = List.copyOf(ingressNamespaces);
        apiServer = List.copyOf(apiServer);
        nodes = List.copyOf(nodes);
    }

    /** Of a cluster that is not looked at: what the configuration says of it. */
    static Site unseen(GkeLocalConfig config) {
        return new Site(
                config.cluster().ingressPort(),
                registry(config),
                config.cluster().installation().registryAddress(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                Platform.ofThisMachine(),
                // Equal settings, equal manifests.
                KeptLog.none(UUID.nameUUIDFromBytes(Labels.OURS.getBytes(StandardCharsets.UTF_8))),
                true,
                false);
    }

    static String registry(GkeLocalConfig config) {
        var given = config.cluster().installation().registry();
        return given.isEmpty() ? "localhost:" + config.cluster().registryPort() : given;
    }
}
