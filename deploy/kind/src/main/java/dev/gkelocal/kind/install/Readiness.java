package dev.gkelocal.kind.install;

import dev.gkelocal.kind.manifests.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Waits until every workload of the platform runs as it was asked to, and says what it waits for and why. */
final class Readiness {
    private static final Duration POLL = Duration.ofMillis(400);

    private final KubernetesClient client;
    private final String namespace;

    Readiness(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * A workload that is not ready yet.
     *
     * @param name of the workload
     */
    record Waiting(String name, Trouble trouble) {
        String words() {
            return name + " (" + trouble.words() + ")";
        }
    }

    void await(Duration patience, Consumer<String> progress) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (var waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
                refuseHopeless(waiting);
                if (System.nanoTime() > deadline) {
                    throw timedOut(waiting, patience);
                }
                progress.accept("waiting for " + words(waiting));
                Thread.sleep(POLL);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused(Refused.Why.INTERRUPTED, "interrupted", interrupted);
        }
    }

    private static void refuseHopeless(List<Waiting> all) {
        for (var waiting : all) {
            if (waiting.trouble() instanceof Trouble.Hopeless(var words, var log)) {
                throw new Refused(
                        Refused.Why.FAILED,
                        waiting.name() + " does not start: " + words
                                + (log.isEmpty() ? "" : "; it said last:\n" + log));
            }
        }
    }

    private Refused timedOut(List<Waiting> waiting, Duration patience) {
        return new Refused(
                Refused.Why.TIMED_OUT,
                "not ready after %d s: %s; `gke-local status` shows how it goes on, `kubectl -n %s describe pods` says more"
                        .formatted(patience.toSeconds(), words(waiting), namespace));
    }

    private static String words(List<Waiting> waiting) {
        return waiting.stream().map(Waiting::words).collect(Collectors.joining(", "));
    }

    List<Waiting> waiting() {
        var unready = Stream.concat(
                        client
                                .apps()
                                .deployments()
                                .inNamespace(namespace)
                                .withLabels(Labels.PLATFORM)
                                .list()
                                .getItems()
                                .stream()
                                .filter(it -> !isReady(it)),
                        client
                                .apps()
                                .statefulSets()
                                .inNamespace(namespace)
                                .withLabels(Labels.PLATFORM)
                                .list()
                                .getItems()
                                .stream()
                                .filter(it -> !isReady(it)))
                .map(it -> it.getMetadata().getName())
                .toList();
        return unready.isEmpty() ? List.of() : reasons(unready);
    }

    /** As {@code kubectl rollout status} judges. */
    private static boolean isReady(Deployment deployment) {
        var status = deployment.getStatus();
        int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        return status != null
                && isSeen(status.getObservedGeneration(), deployment)
                && number(status.getUpdatedReplicas()) >= wanted
                && number(status.getAvailableReplicas()) >= wanted
                && number(status.getReplicas()) <= wanted;
    }

    private static boolean isReady(StatefulSet set) {
        var status = set.getStatus();
        int wanted = Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
        return status != null
                && isSeen(status.getObservedGeneration(), set)
                && number(status.getReadyReplicas()) >= wanted
                && Objects.equals(status.getCurrentRevision(), status.getUpdateRevision());
    }

    private static boolean isSeen(@Nullable Long observed, HasMetadata object) {
        return observed != null && observed >= object.getMetadata().getGeneration();
    }

    private static int number(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    private List<Waiting> reasons(List<String> names) {
        var pods = client.pods()
                .inNamespace(namespace)
                .withLabel(Labels.PART_OF, Labels.OURS)
                .list()
                .getItems();
        var troubles = new PodTroubles(client, namespace);
        return names.stream()
                .sorted()
                .map(name -> pods.stream()
                        .filter(it -> name.equals(it.getMetadata().getLabels().get(Labels.NAME)))
                        .max(Comparator.comparing(it -> it.getMetadata().getCreationTimestamp()))
                        .map(it -> new Waiting(name, troubles.of(it)))
                        .orElseGet(() -> new Waiting(name, new Trouble.Passing("no Pod yet"))))
                .toList();
    }
}
