package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.Cluster;
import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Home;
import dev.gkelocal.e2e.driver.Json;
import dev.gkelocal.e2e.driver.Load;
import dev.gkelocal.e2e.driver.Load.Answer;
import dev.gkelocal.e2e.driver.Only;
import dev.gkelocal.e2e.driver.Part;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import dev.gkelocal.e2e.driver.Target;
import dev.gkelocal.e2e.driver.Web;
import dev.gkelocal.e2e.driver.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each Pod of the platform deleted without grace, as with a lost node: another one takes its place, on the same volume. */
@Tag("faults")
@Tag("slow")
@Only(in = Target.KIND, because = "Pods and their volumes are a cluster's")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class PodFaultsTest {
    private static final String SERVICE = "standing";
    private static final Duration REPLACED = Duration.ofSeconds(60);

    private Sandbox sandbox;
    private Web web;
    private SteadyService steady;

    @BeforeEach
    void deploy(Sandbox shared) throws Exception {
        sandbox = shared;
        web = sandbox.web();
        steady = SteadyService.in(sandbox, SERVICE);
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKER", "AUTOPILOT", "GATEWAY"})
    void pod_deleted_trafficFlowsAndItIsReplaced(Part part) throws Exception {
        try (var load = steady.onTwoInstances();
                var writer = Writer.start(web, SERVICE)) {
            // Given
            Patience.within(Duration.ofSeconds(10)).until(() -> writer.acknowledged() > 3);
            var volume = volume();
            // When
            var healed = deleted(part);
            // Then
            writer.assertNothingLost();
            assertThat(volume()).isEqualTo(volume);
            // Behind another ingress it answers a moment after it is ready.
            Patience.within(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(Json.items(
                                    web.gateway("/api/v1/cloudrun/services").path("services")))
                            .anyMatch(it -> it.path("name").toString().contains(SERVICE)));
            var answers = load.finish();
            assertThat(answers).allMatch(Answer::isOk);
            report("Pod of " + part + " deleted", healed, answers, writer);
        }
    }

    @Test
    void podOfTheIngress_deleted_instancesAreAdoptedAndServeAgain() throws Exception {
        try (var load = steady.onTwoInstances();
                var writer = Writer.start(web, SERVICE)) {
            // Given
            Patience.within(Duration.ofSeconds(10)).until(() -> writer.acknowledged() > 3);
            var before = sandbox.home().instancesOf(SERVICE);
            // When
            var healed = deleted(Part.CLOUD_RUN);
            // Then
            assertThat(sandbox.home().instancesOf(SERVICE)).containsAllEntriesOf(before);
            writer.assertNothingLost();
            var answers = load.finish();
            assertThat(answers).allMatch(it -> it.isOk() || it.isUnanswered());
            assertThat(answers.getLast().isOk()).isTrue();
            report("Pod of " + Part.CLOUD_RUN + " deleted", healed, answers, writer);
        }
    }

    private Duration deleted(Part part) {
        Home home = sandbox.home();
        var victim = home.part(part);
        var at = Instant.now();
        Cluster.get().deleteAtOnce(victim);
        Patience.within(REPLACED).until(() -> home.isSuccessor(part, victim));
        sandbox.awaitReady();
        return Duration.between(at, Instant.now());
    }

    /** Of the broker. */
    private static List<String> volume() {
        return Cluster.get().client().persistentVolumeClaims().inNamespace(Cluster.PLATFORM).list().getItems().stream()
                .map(it -> it.getMetadata().getUid() + " on " + it.getSpec().getVolumeName())
                .toList();
    }

    private static void report(String tried, Duration took, List<Answer> answers, Writer writer) {
        FaultReport.row(
                tried,
                took,
                "ready again; %d writes acknowledged, none lost; requests %s"
                        .formatted(writer.acknowledged(), Load.words(answers)));
    }
}
