package dev.gkelocal.kind.install;

import dev.gkelocal.images.registry.Platform;
import dev.gkelocal.kind.cluster.SimulatedNodes;
import dev.gkelocal.kind.manifests.Labels;
import dev.gkelocal.kind.manifests.PlatformSettings;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at a cluster. */
final class Survey {
    private static final int HTTP = 80;
    private static final String KUBERNETES = "kubernetes";

    private Survey() {}

    static Site of(Connection connection, int ingressPort, String registry, String registryAddress, boolean isOurs) {
        var client = connection.client();
        var nodes = SimulatedNodes.othersThan(client);
        var classes = client.network().v1().ingressClasses().list().getItems();
        return new Site(
                ingressPort,
                registry,
                registryAddress,
                classes.stream().map(it -> it.getMetadata().getName()).sorted().toList(),
                classes.stream().anyMatch(it -> !isOurs(it.getMetadata().getLabels())),
                ingressNamespaces(client),
                apiServer(client),
                isOurs ? addresses(nodes) : List.of(),
                platform(nodes),
                KeptLog.in(client, PlatformSettings.NAMESPACE),
                isOurs,
                nodes.stream().anyMatch(Survey::isGke));
    }

    private static boolean isOurs(@Nullable Map<String, String> labels) {
        return labels != null && Labels.OURS.equals(labels.get(Labels.PART_OF));
    }

    /** Their provider calls machines of Google's gce://. */
    private static boolean isGke(Node node) {
        var id = node.getSpec().getProviderID();
        return id != null && id.startsWith("gce://");
    }

    private static Platform platform(List<Node> nodes) {
        return nodes.stream()
                .map(it -> it.getStatus().getNodeInfo())
                .filter(it -> it != null && "linux".equals(it.getOperatingSystem()))
                .map(it -> new Platform(it.getOperatingSystem(), it.getArchitecture()))
                .findFirst()
                .orElseGet(Platform::ofThisMachine);
    }

    private static List<String> addresses(List<Node> nodes) {
        return nodes.stream()
                .flatMap(it -> it.getStatus().getAddresses().stream())
                .filter(it ->
                        it.getType().equals("InternalIP") && it.getAddress().contains("."))
                .map(it -> it.getAddress())
                .sorted()
                .toList();
    }

    private static List<String> ingressNamespaces(KubernetesClient client) {
        return client.pods().inAnyNamespace().list().getItems().stream()
                .filter(Survey::holdsPort80)
                .map(it -> it.getMetadata().getNamespace())
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean holdsPort80(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .flatMap(it -> it.getPorts().stream())
                .anyMatch(it -> Objects.equals(it.getHostPort(), HTTP));
    }

    /** Its own addresses and that of its Service: network plugins look at the one or the other. */
    private static List<String> apiServer(KubernetesClient client) {
        var addresses = new ArrayList<String>();
        EndpointSlice slice = client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace("default")
                .withName(KUBERNETES)
                .get();
        if (slice != null && slice.getEndpoints() != null) {
            slice.getEndpoints().forEach(it -> addresses.addAll(it.getAddresses()));
        }
        var service =
                client.services().inNamespace("default").withName(KUBERNETES).get();
        if (!addresses.isEmpty() && service != null) {
            addresses.add(service.getSpec().getClusterIP());
        }
        return addresses.stream().filter(it -> it.contains(".")).sorted().toList();
    }
}
