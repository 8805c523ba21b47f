package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.time.Duration;
import java.time.Instant;

/**
 * How a Pod is told to go.
 *
 * @param at when it gets SIGTERM
 * @param grace until SIGKILL
 * @param phase that is left behind: {@code Failed} where the node shuts down; empty where the Pod object goes
 * @param reason beside the phase
 * @param replaced a controller makes another
 * @param againstBudget a PodDisruptionBudget would not have allowed it
 */
public record Eviction(
        Pod pod,
        Cause cause,
        Instant at,
        Duration grace,
        String phase,
        String reason,
        boolean replaced,
        boolean againstBudget) {
    public enum Cause {
        SCALE_DOWN,
        UPGRADE,
        SPOT
    }

    /** The latest moment at which it still runs. */
    public Instant ends() {
        return at.plus(grace);
    }

    Eviction despiteBudget() {
        return new Eviction(pod, cause, at, grace, phase, reason, replaced, true);
    }

    /** The event on the Pod. */
    public Notice notice() {
        var text = cause == Cause.SPOT ? Notice.Text.SHUTDOWN : Notice.Text.EVICT;
        return text.about(pod.key(), pod.nodeName(), "");
    }
}
