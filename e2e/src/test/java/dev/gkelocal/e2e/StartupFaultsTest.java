package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Only;
import dev.gkelocal.e2e.driver.Records;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Starts that meet something in their way. */
@Tag("faults")
@Only(in = Target.EMBEDDED, because = "ports, locks and pid files of processes: a cluster has none")
@ExtendWith(FaultReport.class)
final class StartupFaultsTest {
    @Test
    void twoUps_atOnce_oneWinsAndTheOtherSaysSo() {
        try (var sandbox = Sandbox.create();
                var one = sandbox.start("up");
                var other = sandbox.start("up")) {
            // When
            var first = one.await();
            var second = other.await();
            // Then
            var winner = first.code() == 0 ? first : second;
            var loser = first.code() == 0 ? second : first;
            assertThat(winner.orFail().err()).contains("Platform ready");
            if (loser.code() == 0) {
                assertThat(loser.err()).contains("up already");
            } else {
                assertThat(loser.code()).isEqualTo(5);
                assertThat(loser.err()).contains("another");
            }
            sandbox.records().assertReady();
            sandbox.down();
            FaultReport.row(
                    "two `up` at once",
                    winner.took(),
                    "the other: exit " + loser.code() + ", " + lastLine(loser.err()));
        }
    }

    @Test
    void busyPort_isNamedWithItsKeyAndProcess() throws Exception {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sandbox = Sandbox.create()) {
            // When
            var up = sandbox.run("up", "--set", "ports.gateway=" + holder.getLocalPort());
            // Then
            assertThat(up.code()).isEqualTo(5);
            assertThat(up.err())
                    .contains("ports.gateway", Integer.toString(holder.getLocalPort()), "--auto-ports")
                    .contains("process " + ProcessHandle.current().pid());
            assertThat(sandbox.records().allPids()).noneMatch(Records::isAlive);
            assertThat(sandbox.run("status").out()).contains("The last start failed", "ports.gateway");
            sandbox.down();
            FaultReport.row("busy port", up.took(), lastLine(up.err()));
        }
    }

    @Test
    void stalePidFiles_ofAnotherProcess_areNoReasonToEndIt() throws Exception {
        var bystander = new ProcessBuilder("sleep", "600").start();
        try (var sandbox = Sandbox.create()) {
            // Given
            var record =
                    "{\"pid\":%d,\"startTime\":\"ticks:1@00000000-0000-0000-0000-000000000000\",\"state\":\"ready\","
                            + "\"children\":[{\"name\":\"broker\",\"state\":\"ready\",\"pid\":%d,\"startTime\":\"ticks:1@x\"}]}";
            sandbox.write(".gke-local/run/supervisor.json", record.formatted(bystander.pid(), bystander.pid()));
            sandbox.write(".gke-local/run/supervisor.lock", Long.toString(bystander.pid()));
            sandbox.write(
                    ".gke-local/run/instances/old.json",
                    "{\"id\":\"old\",\"pid\":%d,\"startTime\":\"1\",\"group\":%d}"
                            .formatted(bystander.pid(), bystander.pid()));
            sandbox.write(".gke-local/run/instances/torn.json", "{\"id\":\"to");
            sandbox.write(".gke-local/endpoints.json", "{\"gateway\":\"http://127.0.0.1:1\"}");
            assertThat(sandbox.run("status").code()).isEqualTo(5);
            // When
            var up = sandbox.run("up").orFail();
            // Then
            sandbox.records().assertReady();
            assertThat(sandbox.web().gateway("/api/v1/status").isObject()).isTrue();
            sandbox.down();
            assertThat(bystander.isAlive()).isTrue();
            FaultReport.row(
                    "stale and torn pid files", up.took(), "platform up; the process with the pid was left alone");
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void stubbornInstance_isGoneAfterDown() {
        try (var sandbox = Sandbox.create()) {
            // Given
            sandbox.up().deploy("stubborn", "stubborn", "--min-instances", "1");
            List<Long> pids = sandbox.records().allPids();
            assertThat(sandbox.records().pidsOf("stubborn")).isNotEmpty();
            // When
            var down = sandbox.down();
            // Then
            assertThat(pids).noneMatch(Records::isAlive);
            // SIGKILL comes 10 s after SIGTERM (cloudrun sheet 1.4); a supervisor in despair takes 20 s.
            assertThat(down.took()).isLessThan(Duration.ofSeconds(22));
            FaultReport.row(
                    "program that ignores SIGTERM, then down",
                    down.took(),
                    "killed; a stop of the platform gives less than the 10 s of an instance's own stop");
        }
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((_, last) -> last).orElse("");
    }
}
