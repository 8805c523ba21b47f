package dev.gkelocal.kind.install;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads from what the kubelet says of a container whether its image can be had. */
final class ImagePulls {
    /** The kubelet waits 10 s before its second try: one failure may be a registry that restarts. */
    private static final int FORGIVEN = 1;

    private static final Set<String> FAILING = Set.of("ErrImagePull", "ImagePullBackOff");
    private static final Set<String> NEVER = Set.of("InvalidImageName", "ErrImageNeverPull");
    private static final String FAILURE = "Failed to pull image ";

    private ImagePulls() {}

    /**
     * @param events of the Pod
     * @return empty when something else keeps the container from running
     */
    static Optional<Trouble> trouble(ContainerStatus container, List<Event> events) {
        var waiting = container.getState() == null ? null : container.getState().getWaiting();
        if (waiting == null || waiting.getReason() == null) {
            return Optional.empty();
        }
        var said = firstLine(Objects.requireNonNullElse(waiting.getMessage(), ""));
        if (NEVER.contains(waiting.getReason())) {
            return Optional.of(new Trouble.Unpullable(container.getImage(), waiting.getReason() + ": " + said));
        }
        if (!FAILING.contains(waiting.getReason())) {
            return Optional.empty();
        }
        var failures = events.stream().filter(ImagePulls::isFailure).toList();
        int tries = failures.stream().mapToInt(ImagePulls::times).sum();
        var words = failures.stream()
                .max(Comparator.comparing(it -> Objects.requireNonNullElse(it.getLastTimestamp(), "")))
                .map(it -> cause(it.getMessage(), container.getImage()))
                .orElse(said);
        return Optional.of(
                tries > FORGIVEN
                        ? new Trouble.Unpullable(container.getImage(), words)
                        : new Trouble.Passing(waiting.getReason() + ": " + words));
    }

    private static boolean isFailure(Event event) {
        return Objects.requireNonNullElse(event.getMessage(), "").startsWith(FAILURE);
    }

    private static int times(Event event) {
        return Objects.requireNonNullElse(event.getCount(), 1);
    }

    /** Without what names the image once more. */
    private static String cause(String message, String image) {
        return firstLine(message).replace(FAILURE + "\"" + image + "\": ", "");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
