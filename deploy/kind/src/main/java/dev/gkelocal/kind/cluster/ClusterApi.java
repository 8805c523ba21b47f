package dev.gkelocal.kind.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The API server of a cluster, for what concerns its nodes. */
final class ClusterApi implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 10_000;

    private final KubernetesClient client;

    ClusterApi(String kubeconfig) {
        var config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig))
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
        client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    String address() {
        return client.getMasterUrl().toString();
    }

    /** Real nodes by name, or empty while the API server does not answer. */
    Optional<Map<String, Node>> nodes() {
        try {
            return Optional.of(SimulatedNodes.othersThan(client).stream()
                    .collect(Collectors.toMap(node -> node.getMetadata().getName(), node -> node)));
        } catch (KubernetesClientException _) {
            return Optional.empty();
        }
    }

    /** Applies every object of a file. */
    void apply(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            for (var object : client.load(in).items()) {
                client.resource(object)
                        .fieldManager("gke-local")
                        .forceConflicts()
                        .serverSideApply();
            }
        }
    }

    static Optional<NodeCondition> readiness(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(it -> it.getType().equals("Ready"))
                .findFirst();
    }

    @Override
    public void close() {
        client.close();
    }
}
