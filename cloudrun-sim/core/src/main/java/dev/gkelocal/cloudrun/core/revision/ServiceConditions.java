package dev.gkelocal.cloudrun.core.revision;

import static dev.gkelocal.cloudrun.core.revision.Conditions.failed;
import static dev.gkelocal.cloudrun.core.revision.Conditions.since;
import static dev.gkelocal.cloudrun.core.revision.Conditions.succeeded;

import dev.gkelocal.contracts.cloudrun.Condition;
import dev.gkelocal.contracts.cloudrun.ConditionReason;
import java.time.Instant;
import java.util.List;

/** The conditions of a service: Ready, which is the terminal one, and the two it sums up (cloudrun sheet 3.3). */
public final class ServiceConditions {
    public static final String READY = "Ready";
    public static final String CONFIGURATIONS_READY = "ConfigurationsReady";
    public static final String ROUTES_READY = "RoutesReady";

    private ServiceConditions() {}

    public static List<Condition> reconciling(List<Condition> before, Instant now) {
        return since(
                before,
                List.of(
                        Conditions.reconciling(READY, ConditionReason.WAITING_FOR_OPERATION, "", now),
                        Conditions.reconciling(CONFIGURATIONS_READY, ConditionReason.WAITING_FOR_OPERATION, "", now),
                        Conditions.reconciling(ROUTES_READY, ConditionReason.WAITING_FOR_OPERATION, "", now)));
    }

    public static List<Condition> ready(List<Condition> before, Instant now) {
        return since(
                before,
                List.of(
                        succeeded(READY, "", now),
                        succeeded(CONFIGURATIONS_READY, "", now),
                        succeeded(ROUTES_READY, "", now)));
    }

    /**
     * The newest revision failed. An older one keeps serving, where there is one (sheet 4.2; section 7, item 12).
     *
     * @param revision short name of the failed one
     * @param message of the failed revision's Ready condition
     * @param served whether another revision serves
     */
    public static List<Condition> revisionFailed(
            List<Condition> before, String revision, String message, boolean served, Instant now) {
        var text = revisionFailedMessage(revision, message);
        return since(
                before,
                List.of(
                        failed(READY, ConditionReason.REVISION_FAILED, text, now),
                        failed(CONFIGURATIONS_READY, ConditionReason.REVISION_FAILED, text, now),
                        served
                                ? succeeded(ROUTES_READY, "", now)
                                : failed(ROUTES_READY, ConditionReason.REVISION_FAILED, text, now)));
    }

    /** The error text of the failed operation too, with code 9 (sheet 3.2). */
    public static String revisionFailedMessage(String revision, String message) {
        return "Revision '" + revision + "' is not ready and cannot serve traffic. " + message;
    }

    public static Condition terminal(List<Condition> conditions) {
        return conditions.stream()
                .filter(it -> it.type().equals(READY))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no condition of type " + READY + " in " + conditions));
    }
}
