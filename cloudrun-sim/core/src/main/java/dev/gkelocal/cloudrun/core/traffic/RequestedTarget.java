package dev.gkelocal.cloudrun.core.traffic;

import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import org.jspecify.annotations.Nullable;

/**
 * A traffic target as a client wrote it, right or wrong.
 *
 * @param type absent when the client left it out: a target with a revision then means that one, without the latest
 */
public record RequestedTarget(
        @Nullable Type type,
        @Nullable String revision,
        int percent,
        @Nullable String tag) {

    public enum Type {
        LATEST,
        REVISION
    }

    /** The target that is meant, once {@link TrafficRules} found nothing wrong. */
    public TrafficTarget toTarget() {
        return new TrafficTarget(emptyToNull(revision), percent, emptyToNull(tag));
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
