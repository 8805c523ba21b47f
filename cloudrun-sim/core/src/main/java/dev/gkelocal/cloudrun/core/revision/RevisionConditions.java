package dev.gkelocal.cloudrun.core.revision;

import static dev.gkelocal.cloudrun.core.revision.Conditions.failed;
import static dev.gkelocal.cloudrun.core.revision.Conditions.reconciling;
import static dev.gkelocal.cloudrun.core.revision.Conditions.since;
import static dev.gkelocal.cloudrun.core.revision.Conditions.succeeded;

import dev.gkelocal.contracts.cloudrun.Condition;
import dev.gkelocal.contracts.cloudrun.ConditionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The conditions of a revision through its life (cloudrun sheet 3.3). Each method takes the conditions as they were and
 * gives all of them as they are now; success messages carry measured seconds, as the real ones do.
 */
public final class RevisionConditions {
    public static final String READY = "Ready";
    public static final String ACTIVE = "Active";
    public static final String CONTAINER_HEALTHY = "ContainerHealthy";
    public static final String CONTAINER_READY = "ContainerReady";
    public static final String RESOURCES_AVAILABLE = "ResourcesAvailable";
    public static final String MIN_INSTANCES_PROVISIONED = "MinInstancesProvisioned";

    /** Ours: says what the local runtime does not do. Informational, so it never makes a revision unready. */
    public static final String LIMITS_ENFORCED = "LimitsEnforced";

    private static final String NOT_ENFORCED = "CPU and memory limits are not enforced by the process runtime.";

    private RevisionConditions() {}

    public static List<Condition> deploying(List<Condition> before, Instant now) {
        return since(
                before,
                List.of(
                        reconciling(READY, ConditionReason.PENDING, "Deploying Revision.", now),
                        reconciling(CONTAINER_HEALTHY, null, "Checking container health.", now),
                        reconciling(CONTAINER_READY, null, "Importing container image.", now),
                        reconciling(RESOURCES_AVAILABLE, null, "Provisioning imported containers.", now),
                        limits(now)));
    }

    /**
     * @param startup from the start of the process to the open port
     * @param minInstances of the revision; 0 leaves the condition about them out
     */
    public static List<Condition> ready(List<Condition> before, Duration startup, int minInstances, Instant now) {
        var seconds = seconds(startup);
        var always = Stream.of(
                succeeded(READY, "Deploying revision succeeded in " + seconds + ".", now),
                succeeded(ACTIVE, "", now),
                succeeded(CONTAINER_HEALTHY, "Containers became healthy in " + seconds + ".", now),
                succeeded(CONTAINER_READY, "Container image import completed.", now),
                succeeded(RESOURCES_AVAILABLE, "Provisioning imported containers completed.", now),
                limits(now));
        var minimum = minInstances == 0
                ? Stream.<Condition>empty()
                : Stream.of(succeeded(MIN_INSTANCES_PROVISIONED, "Min instances provisioned.", now));
        return since(before, Stream.concat(always, minimum).toList());
    }

    /** Deployed without a trial start, as {@code healthCheckDisabled} asks (sheet 1.3). */
    public static List<Condition> unchecked(List<Condition> before, Instant now) {
        return since(
                before,
                List.of(
                        succeeded(READY, "Deploying revision succeeded. Health check was skipped.", now),
                        succeeded(ACTIVE, "", now),
                        Conditions.info(
                                CONTAINER_HEALTHY,
                                ConditionReason.HEALTH_CHECK_SKIPPED,
                                "Health check was skipped.",
                                now),
                        succeeded(CONTAINER_READY, "Container image import completed.", now),
                        limits(now)));
    }

    /**
     * @param moreInformation where the logs are, as a line of its own; may be empty
     */
    public static List<Condition> failedToStart(
            List<Condition> before, StartFailure failure, String moreInformation, Instant now) {
        var reason = failure.reason();
        var message = moreInformation.isEmpty() ? failure.message() : failure.message() + "\n\n" + moreInformation;
        boolean imported = !failure.imageMissing();
        return since(
                before,
                List.of(
                        failed(READY, reason, message, now),
                        imported
                                ? failed(CONTAINER_HEALTHY, reason, failure.containerMessage(), now)
                                : reconciling(CONTAINER_HEALTHY, null, "", now),
                        imported
                                ? succeeded(CONTAINER_READY, "Container image import completed.", now)
                                : failed(CONTAINER_READY, reason, failure.containerMessage(), now),
                        reconciling(RESOURCES_AVAILABLE, null, "", now),
                        limits(now)));
    }

    /**
     * A revision that served once, and whose instances now end as soon as they start. It stays ready (sheet 3.3).
     *
     * @param words that tell the end of the last one
     */
    public static List<Condition> crashing(List<Condition> before, String words, Instant now) {
        var crash = failed(CONTAINER_HEALTHY, ConditionReason.HEALTH_CHECK_CONTAINER_ERROR, words, now);
        return replace(before, crash);
    }

    public static List<Condition> recovered(List<Condition> before, Duration startup, Instant now) {
        return replace(
                before, succeeded(CONTAINER_HEALTHY, "Containers became healthy in " + seconds(startup) + ".", now));
    }

    /** No longer reached by traffic or a tag: Active failed, the rest as it was (sheet 3.3). */
    public static List<Condition> retired(List<Condition> before, Instant now) {
        return replace(before, failed(ACTIVE, ConditionReason.RETIRED, "Revision retired.", now));
    }

    /** Reached again. */
    public static List<Condition> active(List<Condition> before, Instant now) {
        return replace(before, succeeded(ACTIVE, "", now));
    }

    private static List<Condition> replace(List<Condition> before, Condition next) {
        var others = before.stream().filter(it -> !it.type().equals(next.type()));
        return since(before, Stream.concat(others, Stream.of(next)).toList());
    }

    private static Condition limits(Instant now) {
        return Conditions.info(LIMITS_ENFORCED, null, NOT_ENFORCED, now);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2fs", duration.toMillis() / 1000.0);
    }
}
