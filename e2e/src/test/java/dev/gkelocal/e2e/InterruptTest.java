package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.Cluster;
import dev.gkelocal.e2e.driver.Command;
import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Leftovers;
import dev.gkelocal.e2e.driver.Only;
import dev.gkelocal.e2e.driver.Outcome;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import dev.gkelocal.e2e.driver.Signals;
import dev.gkelocal.e2e.driver.Target;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ctrl-C in the middle: exit 130, and nothing half-done stays. */
@Tag("faults")
@ExtendWith(FaultReport.class)
final class InterruptTest {
    private static final String IN_A_CLUSTER =
            "an interrupted start in a cluster leaves what it made, for the next `up` to go on with";

    @Test
    @Only(in = Target.EMBEDDED, because = IN_A_CLUSTER)
    void up_interrupted_leavesNothing() {
        try (var sandbox = Sandbox.create();
                var up = sandbox.start("up")) {
            // When
            var outcome = interrupt(up, () -> !sandbox.records().children().isEmpty());
            // Then
            assertThat(outcome.code()).isEqualTo(130);
            Patience.within(Duration.ofSeconds(5)).untilAsserted(() -> Leftovers.assertNone(sandbox.state()));
            assertThat(sandbox.run("status").code()).isEqualTo(5);
            FaultReport.row("Ctrl-C in up", outcome.took(), "exit 130, nothing left");
        }
    }

    @Test
    @Only(in = Target.EMBEDDED, because = IN_A_CLUSTER)
    void demo_interruptedWhileItStarts_leavesNothing() {
        try (var sandbox = Sandbox.create();
                var demo = sandbox.start("demo")) {
            // When
            var outcome = interrupt(demo, () -> !sandbox.records().children().isEmpty());
            // Then
            assertThat(outcome.code()).isEqualTo(130);
            Patience.within(Duration.ofSeconds(5)).untilAsserted(() -> Leftovers.assertNone(sandbox.state()));
            FaultReport.row("Ctrl-C in demo while it starts", outcome.took(), "exit 130, nothing left");
        }
    }

    @Test
    @Only(in = Target.EMBEDDED, because = IN_A_CLUSTER)
    void demo_interruptedUnderLoad_leavesAPlatformThatDownStops() {
        try (var sandbox = Sandbox.create();
                var demo = sandbox.start("demo")) {
            // When
            var outcome = interrupt(
                    demo, () -> !sandbox.records().pidsOf("demo-hello").isEmpty());
            // Then
            assertThat(outcome.code()).isEqualTo(130);
            var status = sandbox.run("status");
            sandbox.down();
            FaultReport.row(
                    "Ctrl-C in demo under load",
                    outcome.took(),
                    "exit 130; status exits with " + status.code() + "; nothing left after down");
        }
    }

    @Test
    @Only(in = Target.KIND, because = "an interrupted start of processes leaves nothing to go on with")
    void up_interruptedInACluster_isFinishedByTheNext() throws Exception {
        Target.assumeOwnPlatform("Ctrl-C in up");
        try (var sandbox = Sandbox.create();
                var up = sandbox.beginUp(Map.of())) {
            // When
            var outcome = interrupt(up, () -> Cluster.get().hasPlatform());
            // Then
            assertThat(outcome.code()).isEqualTo(130);
            assertThat(outcome.err()).doesNotContain("\tat ");
            assertThat(sandbox.state().resolve("endpoints.json")).doesNotExist();
            var again = sandbox.bringUp().orFail();
            sandbox.home().assertReady();
            sandbox.deploy("after", "sleeper");
            assertThat(sandbox.web().get("after", "/").statusCode()).isEqualTo(200);
            sandbox.down();
            FaultReport.row(
                    "Ctrl-C in up in a cluster",
                    outcome.took(),
                    "exit 130; the next up was ready in %.1f s"
                            .formatted(again.took().toMillis() / 1000.0));
        }
    }

    @Test
    @ExtendWith(SharedPlatform.class)
    void load_interrupted_endsAtOnce(Sandbox sandbox) {
        // Given
        sandbox.deploy("loaded", "sleeper");
        var address = "http://loaded-123456789012.us-central1.run.localhost:"
                + sandbox.web().ingress().getPort() + "/";
        try (var load = sandbox.start("load", address, "--rate", "20", "--duration", "10m")) {
            // When
            var outcome =
                    interrupt(load, () -> !sandbox.home().instancesOf("loaded").isEmpty());
            // Then
            assertThat(outcome.code()).isEqualTo(130);
            sandbox.home().assertReady();
            FaultReport.row("Ctrl-C in load", outcome.took(), "exit 130, the platform is untouched");
        }
    }

    private static Outcome interrupt(Command command, BooleanSupplier when) {
        Patience.within(Duration.ofSeconds(60)).until(() -> {
            assertThat(command.process().isAlive()).as(command::said).isTrue();
            return when.getAsBoolean();
        });
        long start = System.nanoTime();
        Signals.interruptGroup(command.process());
        var outcome = command.await();
        var took = Duration.ofNanos(System.nanoTime() - start);
        return new Outcome(outcome.words(), outcome.code(), outcome.out(), outcome.err(), took);
    }
}
