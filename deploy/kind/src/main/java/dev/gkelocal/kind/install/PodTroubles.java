package dev.gkelocal.kind.install;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from a Pod and its events why it is not ready. */
final class PodTroubles {
    /** A program may need the broker first, and end once when that takes long. */
    private static final int FORGIVEN_RESTARTS = 3;

    private static final int LOG_LINES = 8;
    private static final int LONGEST_LINE = 400;

    /** What every start brings. */
    private static final Set<String> USUAL = Set.of("Unhealthy", "BackOff");

    private final KubernetesClient client;
    private final String namespace;

    PodTroubles(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    Trouble of(Pod pod) {
        var containers = Objects.requireNonNullElse(pod.getStatus().getContainerStatuses(), List.<ContainerStatus>of());
        for (var container : containers) {
            var waiting =
                    container.getState() == null ? null : container.getState().getWaiting();
            if (waiting != null && waiting.getReason() != null) {
                return ImagePulls.trouble(container, events(pod))
                        .orElseGet(() -> waiting(pod, container, waiting.getReason(), waiting.getMessage()));
            }
        }
        if (containers.isEmpty() || "Pending".equals(pod.getStatus().getPhase())) {
            return new Trouble.Passing(lastWarning(pod).orElse("pending"));
        }
        return new Trouble.Passing("starting");
    }

    private Trouble waiting(Pod pod, ContainerStatus container, String reason, @Nullable String message) {
        if (reason.equals("CrashLoopBackOff")) {
            var words = "it ended %d times, last with %s".formatted(container.getRestartCount(), end(container));
            return container.getRestartCount() > FORGIVEN_RESTARTS
                    ? new Trouble.Hopeless(words, log(pod, container))
                    : new Trouble.Passing(words);
        }
        if (reason.equals("ContainerCreating") || reason.equals("PodInitializing")) {
            return new Trouble.Passing(lastWarning(pod).orElse("image and volumes"));
        }
        return new Trouble.Passing(reason + (message == null ? "" : ": " + firstLine(message)));
    }

    private static String end(ContainerStatus container) {
        ContainerStateTerminated last = container.getLastState() == null
                ? null
                : container.getLastState().getTerminated();
        if (last == null) {
            return "an unknown cause";
        }
        return "OOMKilled".equals(last.getReason()) ? "no memory left of its limit" : "exit code " + last.getExitCode();
    }

    private String log(Pod pod, ContainerStatus container) {
        try {
            var text = client.pods()
                    .inNamespace(namespace)
                    .withName(pod.getMetadata().getName())
                    .inContainer(container.getName())
                    .tailingLines(LOG_LINES)
                    .getLog();
            return text.lines()
                    .map(it -> "  " + it.substring(0, Math.min(it.length(), LONGEST_LINE)))
                    .reduce((one, next) -> one + "\n" + next)
                    .orElse("");
        } catch (KubernetesClientException gone) {
            return "";
        }
    }

    private Optional<String> lastWarning(Pod pod) {
        return events(pod).stream()
                .filter(it -> "Warning".equals(it.getType()) && !USUAL.contains(it.getReason()))
                .max(Comparator.comparing(PodTroubles::time))
                .map(it -> it.getReason() + ": " + firstLine(it.getMessage()));
    }

    private List<Event> events(Pod pod) {
        return client.v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.name", pod.getMetadata().getName())
                .list()
                .getItems();
    }

    private static String time(Event event) {
        return Objects.requireNonNullElse(event.getLastTimestamp(), "");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
