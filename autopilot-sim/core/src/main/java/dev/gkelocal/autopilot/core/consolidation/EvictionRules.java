package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.time.Duration;
import java.time.Instant;

/**
 * How much time Pods get (autopilot sheet 1.9 and 3.4).
 *
 * @param scaleDown most grace when a node is unneeded
 * @param upgrade most grace when a node is upgraded
 * @param spot most grace when a Spot VM is taken back; 15 s on Standard
 * @param extended for so long a Pod of extended duration is not touched; never on Spot
 * @param notice from the announcement until a Spot VM is off
 */
public record EvictionRules(Duration scaleDown, Duration upgrade, Duration spot, Duration extended, Duration notice) {
    public static final EvictionRules DEFAULT = new EvictionRules(
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofSeconds(25),
            Duration.ofDays(7),
            Duration.ofSeconds(30));

    /** The eviction of a Pod now, or for one of extended duration, when its time is over. */
    public Eviction eviction(Pod pod, PodFacts facts, Eviction.Cause cause, Instant now) {
        var isSpot = cause == Eviction.Cause.SPOT;
        var until = isSpot ? now : protectedUntil(pod);
        return new Eviction(
                pod,
                cause,
                until.isAfter(now) ? until : now,
                shorter(facts.grace(), most(cause)),
                isSpot ? "Failed" : "",
                isSpot ? "Terminated" : "",
                !pod.owner().isEmpty(),
                false);
    }

    /** Until when neither a scale-down nor an upgrade evicts the Pod; its creation where nothing protects it. */
    public Instant protectedUntil(Pod pod) {
        return Kinds.isExtended(pod) ? pod.created().plus(extended) : pod.created();
    }

    private Duration most(Eviction.Cause cause) {
        return switch (cause) {
            case SCALE_DOWN -> scaleDown;
            case UPGRADE -> upgrade;
            case SPOT -> spot;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
