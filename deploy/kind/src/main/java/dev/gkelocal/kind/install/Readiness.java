package dev.gkelocal.kind.install;

import dev.gkelocal.kind.manifests.Component;
import dev.gkelocal.kind.manifests.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
    /** As long as an API server takes to start again. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

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
            for (var waiting = look(progress); !waiting.isEmpty(); waiting = look(progress)) {
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

    /** Asks again for a while when nobody answers. */
    private List<Waiting> look(Consumer<String> progress) throws InterruptedException {
        long patience = System.nanoTime() + LONGEST_SILENCE.toNanos();
        while (true) {
            try {
                return waiting();
            } catch (KubernetesClientException failure) {
                if (!Connection.isSilence(failure) || System.nanoTime() > patience) {
                    throw failure;
                }
                progress.accept("waiting for the API server, which does not answer");
                Thread.sleep(POLL);
            }
        }
    }

    private static void refuseHopeless(List<Waiting> all) {
        for (var waiting : all) {
            switch (waiting.trouble()) {
                case Trouble.Passing ignored -> {}
                case Trouble.Hopeless(var words, var log) ->
                    throw new Refused(
                            Refused.Why.FAILED,
                            waiting.name() + " does not start: " + words
                                    + (log.isEmpty() ? "" : "; it said last:\n" + log));
                case Trouble.Unpullable(var image, var words) ->
                    throw new Refused(
                            Refused.Why.PRECONDITION,
                            "%s does not start: its node cannot pull the image %s: %s; %s"
                                    .formatted(waiting.name(), image, words, otherImage(waiting.name())));
            }
        }
    }

    private static String otherImage(String workload) {
        return Component.named(workload).flatMap(Component::program).isPresent()
                ? "do the nodes reach that registry? `gke-local registry status`, or name another with cluster.installation.registry"
                : "name one that the nodes can pull with cluster.installation.%1$s_image, or leave it out with --without %1$s"
                        .formatted(workload);
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
