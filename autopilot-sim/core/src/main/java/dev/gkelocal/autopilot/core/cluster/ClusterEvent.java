package dev.gkelocal.autopilot.core.cluster;

import java.time.Instant;

/**
 * Something that happened, in the words of Kubernetes and GKE.
 *
 * @param source the component that reports it, such as {@code cluster-autoscaler}
 */
public record ClusterEvent(Instant at, Type type, ObjectKey object, String reason, String message, String source) {
    public enum Type {
        NORMAL,
        WARNING
    }
}
