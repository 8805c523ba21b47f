package dev.gkelocal.contracts.autopilot;

import java.time.Instant;

/**
 * Something that happened in the simulated cluster, in the words of Kubernetes and GKE.
 *
 * @param object that it happened to
 * @param reason one word, such as TriggeredScaleUp
 * @param source the component that reports it, such as cluster-autoscaler
 * @param simulatedTime when
 */
public record EventRecorded(
        ObjectName object, Type type, String reason, String message, String source, Instant simulatedTime) {
    public enum Type {
        NORMAL,
        WARNING
    }
}
