package dev.gkelocal.cloudrun.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.cloudrun.Condition;
import dev.gkelocal.contracts.cloudrun.Condition.Severity;
import dev.gkelocal.contracts.cloudrun.Condition.State;
import dev.gkelocal.contracts.cloudrun.ConditionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions and the real texts (cloudrun sheet 1.3, 1.4, 3.3). */
class RevisionConditionsTest {
    private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant T1 = T0.plusSeconds(7);
    private static final String NEVER_LISTENED =
            "The user-provided container failed to start and listen on the port defined provided by the PORT=8080"
                    + " environment variable within the allocated timeout. This can happen when the container port is"
                    + " misconfigured or if the timeout is too short. The health check timeout can be extended. Logs for"
                    + " this revision might contain more information.";

    @Test
    void neverListened_saysSoInGooglesWords() {
        // Given
        var before = RevisionConditions.deploying(List.of(), T0);
        // When
        var conditions = RevisionConditions.failedToStart(before, new StartFailure.NeverListened(8080), "", T1);
        // Then
        assertThat(of(conditions, "Ready"))
                .isEqualTo(new Condition(
                        "Ready",
                        State.FAILED,
                        ConditionReason.HEALTH_CHECK_CONTAINER_ERROR,
                        NEVER_LISTENED,
                        Severity.ERROR,
                        T1));
        assertThat(of(conditions, "ContainerReady").state()).isEqualTo(State.SUCCEEDED);
        assertThat(of(conditions, "ContainerHealthy").message()).isEqualTo(NEVER_LISTENED);
    }

    @Test
    void exit_duringTheStart_isToldByTheContainersCondition() {
        // Given
        var failure = new StartFailure.Exited(8080, 3);
        // When
        var conditions = RevisionConditions.failedToStart(List.of(), failure, "Logs: gke-local logs web", T1);
        // Then
        assertThat(of(conditions, "Ready").message()).isEqualTo(NEVER_LISTENED + "\n\nLogs: gke-local logs web");
        assertThat(of(conditions, "ContainerHealthy").message()).isEqualTo("Container called exit(3).");
    }

    @Test
    void unknownImage_isMissing() {
        // Given
        var failure = new StartFailure.ImageNotFound("local/nope");
        // When
        var conditions = RevisionConditions.failedToStart(List.of(), failure, "", T1);
        // Then
        assertThat(of(conditions, "Ready").message()).isEqualTo("Image 'local/nope' not found.");
        assertThat(of(conditions, "Ready").reason()).isEqualTo(ConditionReason.CONTAINER_MISSING);
        assertThat(of(conditions, "ContainerReady").state()).isEqualTo(State.FAILED);
    }

    @Test
    void ready_carriesTheMeasuredSecondsAndNoReason() {
        // Given
        var before = RevisionConditions.deploying(List.of(), T0);
        // When
        var conditions = RevisionConditions.ready(before, Duration.ofMillis(1234), 0, T1);
        // Then
        assertThat(of(conditions, "Ready"))
                .isEqualTo(new Condition(
                        "Ready", State.SUCCEEDED, null, "Deploying revision succeeded in 1.23s.", Severity.ERROR, T1));
        assertThat(conditions).filteredOn(it -> it.state() == State.SUCCEEDED).allMatch(it -> it.reason() == null);
        assertThat(conditions).noneMatch(it -> it.type().equals("MinInstancesProvisioned"));
    }

    @Test
    void limits_areToldNotToBeEnforced_withoutMakingTheRevisionUnready() {
        // Given // When
        var conditions = RevisionConditions.ready(List.of(), Duration.ZERO, 1, T1);
        // Then
        assertThat(of(conditions, "LimitsEnforced").severity()).isEqualTo(Severity.INFO);
        assertThat(of(conditions, "LimitsEnforced").message())
                .isEqualTo("CPU and memory limits are not enforced by the process runtime.");
        assertThat(of(conditions, "MinInstancesProvisioned").state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void transitionTime_changesWithTheStateOnly() {
        // Given
        var before = RevisionConditions.ready(List.of(), Duration.ofSeconds(1), 0, T0);
        // When
        var again = RevisionConditions.ready(before, Duration.ofSeconds(2), 0, T1);
        var retired = RevisionConditions.retired(before, T1);
        // Then
        assertThat(of(again, "Ready").lastTransitionTime()).isEqualTo(T0);
        assertThat(of(retired, "Active").lastTransitionTime()).isEqualTo(T1);
        assertThat(of(retired, "Active").reason()).isEqualTo(ConditionReason.RETIRED);
        assertThat(of(retired, "Ready")).isEqualTo(of(before, "Ready"));
    }

    @Test
    void crashLoop_isToldByTheContainersCondition_andEndsWithRecovery() {
        // Given
        var before = RevisionConditions.ready(List.of(), Duration.ofSeconds(1), 0, T0);
        // When
        var crashing = RevisionConditions.crashing(before, StartFailure.exitLine(137), T1);
        var recovered = RevisionConditions.recovered(crashing, Duration.ofSeconds(2), T1.plusSeconds(1));
        // Then
        assertThat(of(crashing, "ContainerHealthy").message()).isEqualTo("Container called exit(137).");
        assertThat(of(crashing, "Ready").state()).isEqualTo(State.SUCCEEDED);
        assertThat(of(recovered, "ContainerHealthy").state()).isEqualTo(State.SUCCEEDED);
    }

    /** Section 7, item 12: the old revision serves on, the service's terminal condition is failed. */
    @Test
    void service_whenTheNewRevisionFails_isNotReadyButStillRoutes() {
        // Given
        var before = ServiceConditions.ready(List.of(), T0);
        // When
        var conditions = ServiceConditions.revisionFailed(before, "web-00002-abc", NEVER_LISTENED, true, T1);
        // Then
        assertThat(ServiceConditions.terminal(conditions).message())
                .isEqualTo("Revision 'web-00002-abc' is not ready and cannot serve traffic. " + NEVER_LISTENED);
        assertThat(ServiceConditions.terminal(conditions).reason()).isEqualTo(ConditionReason.REVISION_FAILED);
        assertThat(of(conditions, "RoutesReady").state()).isEqualTo(State.SUCCEEDED);
        assertThat(of(conditions, "RoutesReady").lastTransitionTime()).isEqualTo(T0);
    }

    @Test
    void service_whoseFirstRevisionFails_doesNotRoute() {
        // Given
        var before = ServiceConditions.reconciling(List.of(), T0);
        // When
        var conditions = ServiceConditions.revisionFailed(before, "web-00001-abc", "No.", false, T1);
        // Then
        assertThat(of(conditions, "RoutesReady").state()).isEqualTo(State.FAILED);
        assertThat(of(conditions, "ConfigurationsReady").state()).isEqualTo(State.FAILED);
    }

    private static Condition of(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(it -> it.type().equals(type))
                .reduce((one, other) -> {
                    throw new AssertionError("two conditions of type " + type);
                })
                .orElseThrow();
    }
}
