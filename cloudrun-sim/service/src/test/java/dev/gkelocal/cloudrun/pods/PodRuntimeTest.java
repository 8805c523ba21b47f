package dev.gkelocal.cloudrun.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.cloudrun.leadership.SettableLead;
import dev.gkelocal.cloudrun.runtime.InstanceEvent;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exited;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Ready;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Spawned;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailed;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure.Pull;
import dev.gkelocal.cloudrun.runtime.InstanceOrder;
import dev.gkelocal.cloudrun.runtime.Workload;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Pods in every mood. Waits are long because the machine may be busy, not because anything takes long. */
class PodRuntimeTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final RevisionName REVISION =
            RevisionName.parse("projects/p/locations/r/services/hello/revisions/hello-00001-abc");
    private static final InstanceId ID = new InstanceId("0123456789abcdef");
    private static final String POD = "hello-00001-abc-0123456789";
    private static final String IP = "127.0.0.1";
    private static final PodSettings SETTINGS =
            new PodSettings("run", 10, 32, Duration.ofSeconds(10), 4, Duration.ofMillis(50));

    private final FakePods pods = new FakePods();
    private final List<InstanceEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final SettableLead lead = new SettableLead();
    private final PodRuntime runtime = newLife();

    private PodRuntime newLife() {
        return new PodRuntime(
                SETTINGS,
                pods,
                lead,
                (revision, id, at, text) -> lines.add(at + " " + text),
                InstantSource.system(),
                events::add);
    }

    @Test
    void start_ofContainerThatListens_isReadyAtThePodsAddress() throws IOException {
        try (var server = new ServerSocket(0)) {
            // When
            start(server.getLocalPort(), LONG);
            pods.runs(POD, IP);

            // Then
            var ready = awaitEvent(Ready.class);
            assertThat(ready.host() + ":" + ready.port()).isEqualTo(IP + ":" + server.getLocalPort());
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(PodMarks.time(pods.pods.get(POD), PodMarks.READY_TIME))
                            .contains(ready.at()));
        }
    }

    @Test
    void start_whenTheApiServerIsAway_isRepeatedUntilItAnswers() {
        // Given
        pods.answers.add(new PodApi.Written.Unknown("connection refused"));
        pods.answers.add(new PodApi.Written.Unknown("connection refused"));

        // When
        start(8080, LONG);

        // Then
        assertThat(pods.pods).containsKey(POD);
    }

    @Test
    void start_whenTheApiServerRefuses_failsWithItsReason() {
        // Given
        pods.answers.add(new PodApi.Written.Refused("pods \"x\" is forbidden: exceeded quota: all"));
        runtime.adopt();

        // When
        order(8080, LONG);

        // Then
        assertThat(awaitEvent(StartFailed.class).failure())
                .isEqualTo(new StartFailure.NotSpawned("pods \"x\" is forbidden: exceeded quota: all"));
        awaitEvent(Exited.class);
    }

    @Test
    void start_ofImageThatIsNotThere_failsAtOnceAndDeletesThePod() {
        // Given
        start(8080, LONG);

        // When
        pods.waits(POD, "ErrImagePull", "rpc error: code = NotFound desc = localhost:5001/x: not found");

        // Then
        assertThat(awaitEvent(StartFailed.class).failure())
                .isInstanceOfSatisfying(
                        StartFailure.ImageNotPulled.class,
                        it -> assertThat(it.outcome()).isEqualTo(Pull.MISSING));
        awaitEvent(Exited.class);
        assertThat(pods.pods).isEmpty();
    }

    @Test
    void start_ofImageThatCannotBeFetchedNow_failsWhenThatLasts() {
        // Given
        start(8080, LONG);

        // When
        pods.waits(POD, "ImagePullBackOff", "Back-off pulling image: dial tcp: connection refused");

        // Then
        assertThat(awaitEvent(StartFailed.class).failure())
                .isInstanceOfSatisfying(
                        StartFailure.ImageNotPulled.class,
                        it -> assertThat(it.outcome()).isEqualTo(Pull.FAILED));
    }

    @Test
    void start_ofImageWhoseUserIsRoot_isMadeAnewAsNobody() {
        // Given
        start(8080, LONG);

        // When
        pods.waits(POD, "CreateContainerConfigError", "container has runAsNonRoot and image will run as root");

        // Then
        await().atMost(LONG).until(() -> pods.pods.containsKey(POD + "-n"));
        var made = pods.pods.get(POD + "-n");
        assertThat(made.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(PodSettings.NOBODY);
        await().atMost(LONG).until(() -> !pods.pods.containsKey(POD));
        assertThat(events).noneMatch(StartFailed.class::isInstance).noneMatch(Exited.class::isInstance);
    }

    @Test
    void start_ofContainerThatNeverListens_failsAtTheDeadline() {
        // Given
        start(1, Duration.ofMillis(200));

        // When
        pods.runs(POD, IP);

        // Then
        assertThat(awaitEvent(StartFailed.class).failure()).isInstanceOf(StartFailure.NeverListened.class);
        await().atMost(LONG).untilAsserted(() -> assertThat(pods.deletions).contains(POD + " PT10S"));
    }

    @Test
    void exit_ofContainer_isToldAfterwardsReadAndDeleted() {
        // Given
        pods.outputs.put(POD, "2026-01-01T00:00:00.5Z no, not today\n");
        start(8080, LONG);

        // When
        pods.ends(POD, 7, "Error");

        // Then
        assertThat(awaitEvent(Exited.class).exit()).isEqualTo(new Exit(7));
        await().atMost(LONG).until(pods.pods::isEmpty);
        assertThat(lines).contains("2026-01-01T00:00:00.500Z no, not today");
    }

    @Test
    void end_ofContainerByItsMemoryLimit_saysSoInCloudRunsWords() {
        // Given
        start(8080, LONG);

        // When
        pods.ends(POD, 137, "OOMKilled");

        // Then
        assertThat(awaitEvent(Exited.class).exit().words()).startsWith("Memory limit of 512 MiB exceeded with");
    }

    @Test
    void end_ofContainerThatCannotBeExecuted_saysWhy() {
        // Given
        start(8080, LONG);

        // When
        pods.ends(POD, 128, "StartError");

        // Then
        assertThat(awaitEvent(Exited.class).exit())
                .isEqualTo(new Exit(128, "terminated: Application failed to start: exec: not there"));
    }

    @Test
    void deletion_bySomebodyElse_isAnExit() {
        // Given
        start(8080, LONG);

        // When
        pods.delete(POD, Duration.ofSeconds(30));

        // Then
        assertThat(awaitEvent(Exited.class).exit().words()).contains("deleted by somebody else");
        assertThat(pods.deletions).doesNotContain(POD + " PT0S");
    }

    @Test
    void stop_ofInstance_deletesItsPodWithTheGrace() {
        // Given
        start(8080, LONG);
        pods.runs(POD, IP);

        // When
        runtime.stop(ID, Duration.ofSeconds(10));
        await().atMost(LONG).until(() -> pods.deletions.contains(POD + " PT10S"));
        pods.remove(POD);

        // Then
        assertThat(awaitEvent(Exited.class).exit()).isEqualTo(Exit.UNKNOWN);
    }

    @Test
    void shutDown_ofTheService_leavesPodsToTheNextOne() throws IOException {
        try (var server = new ServerSocket(0)) {
            // Given
            start(server.getLocalPort(), LONG);
            pods.runs(POD, IP);
            var ready = awaitEvent(Ready.class);
            await().atMost(LONG)
                    .until(() -> PodMarks.time(pods.pods.get(POD), PodMarks.READY_TIME)
                            .isPresent());

            // When
            runtime.shutDown(Duration.ZERO);
            var adopted = newLife().adopt();

            // Then
            assertThat(adopted).singleElement().satisfies(it -> {
                assertThat(it.id()).isEqualTo(ID);
                assertThat(it.revision()).isEqualTo(REVISION);
                assertThat(it.port()).isEqualTo(server.getLocalPort());
                assertThat(it.readyTime()).isEqualTo(ready.at());
            });
            assertThat(pods.deletions).isEmpty();
        }
    }

    @Test
    void adoption_ofPodThatWasNotReady_deletesIt() {
        // Given
        start(8080, LONG);
        pods.runs(POD, IP);
        runtime.shutDown(Duration.ZERO);

        // When
        var adopted = newLife().adopt();

        // Then
        assertThat(adopted).isEmpty();
        await().atMost(LONG).until(pods.pods::isEmpty);
    }

    @Test
    void pod_thatAppearsAndNobodyOrdered_isDeleted() {
        // Given
        runtime.adopt();

        // When
        pods.put(stray());

        // Then
        await().atMost(LONG).until(pods.pods::isEmpty);
    }

    @Test
    void pod_ofAnotherLeader_isLeftAlone() {
        // Given
        runtime.adopt();
        lead.held = false;

        // When
        pods.put(stray());

        // Then
        await().during(Duration.ofMillis(100)).atMost(LONG).until(() -> pods.pods.size() == 1);
    }

    @Test
    void preparation_ofReplicaThatStandsBy_touchesNoPod() {
        // When
        runtime.prepare();
        pods.put(stray());

        // Then
        await().during(Duration.ofMillis(100)).atMost(LONG).until(() -> pods.pods.size() == 1);
        assertThat(runtime.adopt()).isEmpty();
        await().atMost(LONG).until(pods.pods::isEmpty);
    }

    @Test
    void shutDown_justAfterAnInstanceBecameReady_leavesItToTheNextOne() throws IOException {
        try (var server = new ServerSocket(0)) {
            // Given
            pods.takesNoMarks = true;
            start(server.getLocalPort(), LONG);
            pods.runs(POD, IP);
            awaitEvent(Ready.class);

            // When
            pods.takesNoMarks = false;
            runtime.shutDown(Duration.ZERO);

            // Then
            assertThat(newLife().adopt())
                    .singleElement()
                    .satisfies(it -> assertThat(it.id()).isEqualTo(ID));
        }
    }

    private static Pod stray() {
        return new PodTemplate(SETTINGS)
                .of(
                        new InstanceOrder(new InstanceId("stray"), REVISION, container(80), Map.of(), LONG, LONG),
                        container(80),
                        Instant.EPOCH,
                        false);
    }

    private void start(int port, Duration timeout) {
        runtime.adopt();
        order(port, timeout);
        awaitEvent(Spawned.class);
    }

    private void order(int port, Duration timeout) {
        runtime.start(new InstanceOrder(ID, REVISION, container(port), Map.of(), timeout, Duration.ZERO));
    }

    private static Workload.Container container(int port) {
        return new Workload.Container(
                "localhost:5001/hello", List.of(), List.of(), "", port, new Workload.Limits(1000, 512));
    }

    private <E extends InstanceEvent> E awaitEvent(Class<E> type) {
        await().atMost(LONG).until(() -> events.stream().anyMatch(type::isInstance));
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
