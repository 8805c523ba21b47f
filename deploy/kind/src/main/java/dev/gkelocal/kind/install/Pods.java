package dev.gkelocal.kind.install;

import dev.gkelocal.kind.manifests.Labels;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The Pods of the platform. */
public final class Pods {
    private Pods() {}

    /** @throws Refused when the cluster cannot be asked */
    public static List<PodReport> read(String context, String namespace) {
        try (var connection = Connection.open(context)) {
            return connection
                    .client()
                    .pods()
                    .inNamespace(namespace)
                    .withLabel(Labels.PART_OF, Labels.OURS)
                    .list()
                    .getItems()
                    .stream()
                    .map(Pods::report)
                    .sorted(Comparator.comparing(PodReport::name))
                    .toList();
        } catch (KubernetesClientException failure) {
            throw Connection.lost(context, failure);
        }
    }

    private static PodReport report(Pod pod) {
        var status = pod.getStatus();
        var containers = Objects.requireNonNullElse(status.getContainerStatuses(), List.<ContainerStatus>of());
        var waiting = containers.stream()
                .map(ContainerStatus::getState)
                .filter(it ->
                        it != null && it.getWaiting() != null && it.getWaiting().getReason() != null)
                .map(it -> it.getWaiting().getReason())
                .findFirst();
        var state = pod.getMetadata().getDeletionTimestamp() != null
                ? "Terminating"
                : waiting.orElse(Objects.requireNonNullElse(status.getPhase(), "Unknown"));
        return new PodReport(
                pod.getMetadata().getName(),
                pod.getMetadata().getLabels().getOrDefault(Labels.NAME, ""),
                !containers.isEmpty() && containers.stream().allMatch(it -> Boolean.TRUE.equals(it.getReady())),
                state,
                containers.stream().mapToInt(ContainerStatus::getRestartCount).sum(),
                Instant.parse(pod.getMetadata().getCreationTimestamp()),
                Objects.requireNonNullElse(pod.getSpec().getNodeName(), ""));
    }
}
