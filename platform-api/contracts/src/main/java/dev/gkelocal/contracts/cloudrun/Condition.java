package dev.gkelocal.contracts.cloudrun;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One aspect of a resource's state (cloudrun sheet 3.3).
 *
 * @param type such as {@code Ready}, {@code ContainerHealthy}
 * @param reason absent when the condition succeeded
 */
public record Condition(
        String type,
        State state,
        @Nullable ConditionReason reason,
        String message,
        Severity severity,
        Instant lastTransitionTime) {

    public enum State {
        PENDING,
        RECONCILING,
        SUCCEEDED,
        FAILED
    }

    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }
}
