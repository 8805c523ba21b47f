package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.Cluster;
import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Json;
import dev.gkelocal.e2e.driver.Load;
import dev.gkelocal.e2e.driver.Load.Answer;
import dev.gkelocal.e2e.driver.Only;
import dev.gkelocal.e2e.driver.Part;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.Target;
import dev.gkelocal.e2e.driver.Writer;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of cloudrun-sim, one of which leads: it can go, in good order or not, and the other serves. */
@Tag("faults")
@Tag("slow")
@Only(in = Target.KIND, because = "an embedded platform has one cloudrun-sim")
@ExtendWith(FaultReport.class)
final class TwoReplicasTest {
    private static final String SERVICE = "led";
    /** From the end of the leader to the next answer. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(5);

    private static final Duration MOVED = Duration.ofSeconds(60);

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.withCloudRunReplicas(2).up();
    }

    @AfterAll
    static void stop() {
        try (var _ = sandbox) {
            sandbox.down();
        }
    }

    @Test
    void leader_drained_noRequestFails() throws Exception {
        try (var load = SteadyService.in(sandbox, SERVICE).onTwoInstances();
                var writer = Writer.start(sandbox.web(), SERVICE)) {
            // Given
            var leader = leader();
            var before = instances();
            // When
            var at = Instant.now();
            Cluster.get().evict(leader);
            awaitAnother(leader);
            var moved = Duration.between(at, Instant.now());
            var after = instances();
            sandbox.awaitReady();
            // Then
            writer.assertNothingLost();
            var answers = load.finish();
            assertThat(answers).allMatch(Answer::isOk);
            assertThat(after).containsAnyElementsOf(before);
            assertOneDecides();
            FaultReport.row(
                    "leader of cloudrun-sim drained",
                    moved,
                    "until the other led; requests %s; refused changes %d"
                            .formatted(Load.words(answers), writer.refused()));
        }
    }

    @Test
    void leader_killed_theOtherServesSoon() throws Exception {
        try (var load = SteadyService.in(sandbox, SERVICE).onTwoInstances();
                var writer = Writer.start(sandbox.web(), SERVICE)) {
            // Given
            var leader = leader();
            var before = instances();
            var bound = Patience.scaled(TAKEN_OVER);
            // When
            var at = Instant.now();
            Cluster.get().kill(leader);
            var first = load.awaitAnswer(at.plusMillis(300), Answer::isOk, Duration.ofSeconds(30));
            var gap = Duration.between(at, first.answered());
            var after = instances();
            awaitAnother(leader);
            sandbox.awaitReady();
            // Then
            writer.assertNothingLost();
            var answers = load.finish();
            assertThat(gap).isLessThan(bound);
            assertThat(answers).allMatch(it -> it.isOk() || it.isUnanswered());
            assertThat(after).containsAnyElementsOf(before);
            assertOneDecides();
            FaultReport.row(
                    "leader of cloudrun-sim killed", gap, "to the first answer; requests " + Load.words(answers));
        }
    }

    private static Pod leader() {
        Patience.within(MOVED).until(() -> Cluster.get().behind(Part.CLOUD_RUN).isPresent());
        return Cluster.get().behind(Part.CLOUD_RUN).orElseThrow();
    }

    private static void awaitAnother(Pod former) {
        Patience.within(MOVED)
                .until(() -> Cluster.get()
                        .behind(Part.CLOUD_RUN)
                        .filter(it -> !it.getMetadata()
                                .getName()
                                .equals(former.getMetadata().getName()))
                        .isPresent());
    }

    private static Set<String> instances() {
        return sandbox.home().instancesOf(SERVICE).keySet();
    }

    /** What runs is what the platform says that runs: no orphan, and none that was started twice. */
    private static void assertOneDecides() {
        Patience.within(MOVED).untilAsserted(() -> {
            var told = sandbox.web()
                    .gateway("/api/v1/cloudrun/instances?service=" + SERVICE)
                    .path("instances");
            assertThat(Json.items(told).map(it -> it.path("id").asText()))
                    .containsExactlyInAnyOrderElementsOf(instances());
        });
    }
}
