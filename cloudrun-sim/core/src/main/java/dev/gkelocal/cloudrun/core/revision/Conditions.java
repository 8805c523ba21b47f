package dev.gkelocal.cloudrun.core.revision;

import dev.gkelocal.contracts.cloudrun.Condition;
import dev.gkelocal.contracts.cloudrun.Condition.Severity;
import dev.gkelocal.contracts.cloudrun.ConditionReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes conditions, and carries their times over from state to state. */
final class Conditions {
    private Conditions() {}

    static Condition succeeded(String type, String message, Instant now) {
        return new Condition(type, Condition.State.SUCCEEDED, null, message, Severity.ERROR, now);
    }

    static Condition failed(String type, ConditionReason reason, String message, Instant now) {
        return new Condition(type, Condition.State.FAILED, reason, message, Severity.ERROR, now);
    }

    static Condition reconciling(String type, @Nullable ConditionReason reason, String message, Instant now) {
        return new Condition(type, Condition.State.RECONCILING, reason, message, Severity.ERROR, now);
    }

    static Condition info(String type, @Nullable ConditionReason reason, String message, Instant now) {
        return new Condition(type, Condition.State.FAILED, reason, message, Severity.INFO, now);
    }

    /** A condition whose state did not change keeps the time of its last transition. */
    static List<Condition> since(List<Condition> before, List<Condition> next) {
        return next.stream().map(it -> since(before, it)).toList();
    }

    private static Condition since(List<Condition> before, Condition next) {
        return before.stream()
                .filter(it -> it.type().equals(next.type()) && it.state() == next.state())
                .findFirst()
                .map(it -> new Condition(
                        next.type(),
                        next.state(),
                        next.reason(),
                        next.message(),
                        next.severity(),
                        it.lastTransitionTime()))
                .orElse(next);
    }
}
