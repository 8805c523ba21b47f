package dev.gkelocal.cloudrun.pods;

import dev.gkelocal.cloudrun.core.revision.StartFailure;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure.Pull;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a Pod's status means for the instance that it is. */
sealed interface PodView {

    /** @param trouble that keeps it from running; absent while all goes well */
    record Waiting(@Nullable Trouble trouble) implements PodView {}

    /** @param ip at which it can be reached */
    record Running(String ip) implements PodView {}

    record Ended(Exit exit) implements PodView {}

    /** What keeps a Pod from running. */
    sealed interface Trouble {
        /** No node takes it. */
        record Unschedulable(String message) implements Trouble {}

        record ImageNotPulled(Pull outcome, String message) implements Trouble {}

        /** The image's user is root, and must not be. */
        record RunsAsRoot() implements Trouble {}

        /** The node cannot make the container, and will not be able to. */
        record NotMade(String message) implements Trouble {}
    }

    static PodView of(Pod pod) {
        var status = pod.getStatus();
        if (status == null) {
            return new Waiting(null);
        }
        var container = container(status);
        var state = container.map(ContainerStatus::getState);
        var terminated = state.map(it -> it.getTerminated());
        if (terminated.isPresent()) {
            return new Ended(exit(terminated.get(), pod));
        }
        if ("Failed".equals(status.getPhase()) || "Succeeded".equals(status.getPhase())) {
            return new Ended(new Exit(null, words(status)));
        }
        if (state.map(it -> it.getRunning()).isPresent()
                && status.getPodIP() != null
                && !status.getPodIP().isEmpty()) {
            return new Running(status.getPodIP());
        }
        return new Waiting(state.map(it -> it.getWaiting())
                .flatMap(PodView::trouble)
                .or(() -> unschedulable(status))
                .orElse(null));
    }

    /** Whether somebody asked for its end. */
    static boolean deleting(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    private static Optional<ContainerStatus> container(PodStatus status) {
        return nullToEmpty(status.getContainerStatuses()).stream()
                .filter(it -> PodTemplate.CONTAINER.equals(it.getName()))
                .findFirst();
    }

    private static Exit exit(ContainerStateTerminated terminated, Pod pod) {
        var reason = terminated.getReason() == null ? "" : terminated.getReason();
        return switch (reason) {
            case "OOMKilled" -> new Exit(terminated.getExitCode(), StartFailure.memoryLine(memoryLimit(pod)));
            case "StartError", "ContainerCannotRun" ->
                new Exit(
                        terminated.getExitCode(),
                        "terminated: Application failed to start: " + terminated.getMessage());
            default -> new Exit(terminated.getExitCode());
        };
    }

    private static long memoryLimit(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .filter(it -> PodTemplate.CONTAINER.equals(it.getName()))
                .map(it -> it.getResources().getLimits().get("memory"))
                .mapToLong(it -> Quantity.getAmountInBytes(it).longValue() >> 20)
                .findFirst()
                .orElse(0);
    }

    /** Of a Pod that was ended as a whole, such as by a node that ran out of memory. */
    private static String words(PodStatus status) {
        var reason = status.getReason() == null ? "Pod failed" : status.getReason();
        return status.getMessage() == null ? reason + "." : reason + ": " + status.getMessage();
    }

    private static Optional<Trouble> trouble(ContainerStateWaiting waiting) {
        var reason = waiting.getReason() == null ? "" : waiting.getReason();
        var message = waiting.getMessage() == null ? reason : waiting.getMessage();
        return switch (reason) {
            case "InvalidImageName", "ErrImageNeverPull" ->
                Optional.of(new Trouble.ImageNotPulled(Pull.MISSING, message));
            case "ErrImagePull", "ImagePullBackOff", "ImageInspectError", "RegistryUnavailable" ->
                Optional.of(new Trouble.ImageNotPulled(outcome(message), message));
            case "CreateContainerConfigError" ->
                Optional.of(message.contains("runAsNonRoot") ? new Trouble.RunsAsRoot() : new Trouble.NotMade(message));
            case "CreateContainerError", "RunContainerError" -> Optional.of(new Trouble.NotMade(message));
            default -> Optional.empty();
        };
    }

    /** The kubelet passes on the words of the container runtime, which passes on those of the registry. */
    private static Pull outcome(String message) {
        var words = message.toLowerCase(Locale.ROOT);
        if (words.contains("not found") || words.contains("manifest unknown") || words.contains("name unknown")) {
            return Pull.MISSING;
        }
        return words.contains("unauthorized")
                        || words.contains("denied")
                        || words.contains("authorization failed")
                        || words.contains("forbidden")
                ? Pull.UNAUTHORIZED
                : Pull.FAILED;
    }

    private static Optional<Trouble> unschedulable(PodStatus status) {
        return nullToEmpty(status.getConditions()).stream()
                .filter(it -> "PodScheduled".equals(it.getType())
                        && "False".equals(it.getStatus())
                        && "Unschedulable".equals(it.getReason()))
                .map(it -> (Trouble) new Trouble.Unschedulable(String.valueOf(it.getMessage())))
                .findFirst();
    }

    private static <T> List<T> nullToEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
