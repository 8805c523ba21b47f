package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Json;
import dev.gkelocal.e2e.driver.Load;
import dev.gkelocal.e2e.driver.Load.Answer;
import dev.gkelocal.e2e.driver.Only;
import dev.gkelocal.e2e.driver.Part;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Records;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import dev.gkelocal.e2e.driver.Signals;
import dev.gkelocal.e2e.driver.Target;
import dev.gkelocal.e2e.driver.Web;
import dev.gkelocal.e2e.driver.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kill -9} of each process in turn, while a service on two instances answers 15 requests a second. */
@Tag("faults")
@Tag("slow")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class KillUnderLoadTest {
    private static final String SERVICE = "steady";
    private static final String NO_SUPERVISOR = "in a cluster no supervisor runs; the kubelet restarts containers";
    private Sandbox sandbox;
    private Web web;
    private SteadyService steady;

    @BeforeEach
    void deploy(Sandbox shared) throws Exception {
        sandbox = shared;
        web = sandbox.web();
        steady = SteadyService.in(sandbox, SERVICE);
    }

    @Test
    void broker_killed_trafficFlowsAndItComesBack() throws Exception {
        try (var load = onTwoInstances();
                var writer = Writer.start(web, SERVICE)) {
            // Given
            Patience.within(Duration.ofSeconds(10)).until(() -> writer.acknowledged() > 3);
            // When
            var healed = killed(Part.BROKER);
            // Then
            writer.assertNothingLost();
            var answers = load.finish();
            assertThat(answers).allMatch(Answer::isOk);
            report("kill -9 broker", healed, answers, writer.acknowledged() + " writes acknowledged, none lost");
        }
    }

    @Test
    void cloudRunSim_killed_instancesAreAdoptedAndServeAgain() throws Exception {
        try (var load = onTwoInstances();
                var writer = Writer.start(web, SERVICE)) {
            // Given
            Patience.within(Duration.ofSeconds(10)).until(() -> writer.acknowledged() > 3);
            var before = sandbox.home().instancesOf(SERVICE);
            // When
            var at = Instant.now();
            var bound = Patience.scaled(sandbox.home().longestGap());
            sandbox.home().kill(sandbox.home().part(Part.CLOUD_RUN));
            var first = load.awaitAnswer(at.plusMillis(100), Answer::isOk, Duration.ofSeconds(30));
            // Then
            var gap = Duration.between(at, first.answered());
            assertThat(gap).isLessThan(bound);
            assertThat(sandbox.home().instancesOf(SERVICE)).containsAllEntriesOf(before);
            sandbox.awaitReady();
            writer.assertNothingLost();
            var answers = load.finish();
            assertThat(answers).allMatch(it -> it.isOk() || it.isUnanswered());
            assertThat(answers.getLast().isOk()).isTrue();
            report(
                    "kill -9 cloudrun-sim (ingress)",
                    gap,
                    answers,
                    "%d instances adopted, first answer after %.1f s (%d s x load = %.1f s)"
                            .formatted(
                                    before.size(),
                                    gap.toMillis() / 1000.0,
                                    sandbox.home().longestGap().toSeconds(),
                                    bound.toMillis() / 1000.0));
        }
    }

    @Test
    void platformApi_killed_trafficFlowsAndItsViewComesBack() throws Exception {
        try (var load = onTwoInstances()) {
            // When
            var healed = killed(Part.GATEWAY);
            // Then
            // Behind another ingress it answers a moment after it is ready.
            Patience.within(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(Json.items(
                                    web.gateway("/api/v1/cloudrun/services").path("services")))
                            .anyMatch(it -> it.path("name").toString().contains(SERVICE)));
            var answers = load.finish();
            assertThat(answers).allMatch(Answer::isOk);
            report("kill -9 platform-api", healed, answers, "its view is whole again");
        }
    }

    @Test
    @Only(in = Target.EMBEDDED, because = NO_SUPERVISOR)
    void supervisor_killed_servicesGoOnAndUpCleansUp() throws Exception {
        try (var load = onTwoInstances()) {
            // Given
            var services = sandbox.records().children();
            // When
            Signals.kill(sandbox.records().supervisor());
            // Then
            var status = sandbox.run("status");
            assertThat(status.code()).isEqualTo(5);
            assertThat(status.all())
                    .contains(
                            "it was killed and left behind", "broker", "cloudrun-sim", "autopilot-sim", "platform-api");
            assertThat(web.get(SERVICE, "/").statusCode()).isEqualTo(200);
            assertThat(load.finish()).allMatch(Answer::isOk);
            var up = sandbox.run("up", "--auto-ports").orFail();
            assertThat(services).noneMatch(it -> it.isAlive());
            assertThat(sandbox.web().get(SERVICE, "/").statusCode()).isEqualTo(200);
            report("kill -9 supervisor, then up", up.took(), load.answers(), "services went on; up replaced them");
        }
    }

    @Test
    @Only(in = Target.EMBEDDED, because = NO_SUPERVISOR)
    void supervisor_killed_downCleansUp() throws Exception {
        try (var load = onTwoInstances()) {
            // Given
            var records = sandbox.records();
            var pids = records.allPids();
            Signals.kill(records.supervisor());
            // When
            var down = sandbox.down();
            // Then
            assertThat(down.err()).contains("had been killed");
            assertThat(pids).hasSizeGreaterThanOrEqualTo(6).noneMatch(Records::isAlive);
            report("kill -9 supervisor, then down", down.took(), load.finish(), pids.size() + " processes, none left");
        }
    }

    @Test
    @Only(in = Target.EMBEDDED, because = NO_SUPERVISOR)
    void everything_killed_downEndsTheInstances() throws Exception {
        try (var load = onTwoInstances()) {
            // Given
            var records = sandbox.records();
            var pids = records.allPids();
            Signals.kill(records.supervisor());
            records.children().forEach(it -> Signals.kill(it.pid()));
            // When
            var down = sandbox.down();
            // Then
            assertThat(pids).noneMatch(Records::isAlive);
            report("kill -9 supervisor and all services, then down", down.took(), load.finish(), "no orphan");
        }
    }

    @Test
    void instance_killed_itsRequestsGet503AndOthersGoOn() throws Exception {
        try (var load = onTwoInstances();
                var slow = Load.burst(web, SERVICE, "/?ms=3000", 2)) {
            // Given
            Patience.within(Duration.ofSeconds(2)).until(() -> slow.sent() == 2);
            var victim = sandbox.home().instancesOf(SERVICE).values().iterator().next();
            // When
            var at = Instant.now();
            sandbox.home().kill(victim);
            // Then
            Patience.within(Duration.ofSeconds(20)).until(() -> {
                var now = sandbox.home().instancesOf(SERVICE);
                return now.size() >= 2 && !now.containsKey(victim.name());
            });
            var healed = Duration.between(at, Instant.now());
            var noticed = at.plus(Patience.scaled(Duration.ofSeconds(1)));
            load.awaitAnswer(noticed, Answer::isOk, Duration.ofSeconds(20));
            var answers = load.finish();
            assertThat(answers).allMatch(it -> it.isOk() || it.status() == 503);
            assertThat(answers)
                    .filteredOn(it -> it.sent().isAfter(noticed))
                    .isNotEmpty()
                    .allMatch(Answer::isOk);
            var both = new ArrayList<>(answers);
            both.addAll(slow.finish());
            assertThat(Load.counts(both)).containsKey("503");
            report("kill -9 an instance", healed, both, "another one took its place");
        }
    }

    private Load onTwoInstances() {
        return steady.onTwoInstances();
    }

    /** Kills it and waits until the platform has healed itself. */
    private Duration killed(Part part) {
        var victim = sandbox.home().part(part);
        var at = Instant.now();
        sandbox.home().kill(victim);
        Patience.within(Duration.ofSeconds(30)).until(() -> sandbox.home().isSuccessor(part, victim));
        sandbox.awaitReady();
        return Duration.between(at, Instant.now());
    }

    private static void report(String tried, Duration took, List<Answer> answers, String seen) {
        FaultReport.row(tried, took, seen + "; requests " + Load.words(answers));
    }
}
