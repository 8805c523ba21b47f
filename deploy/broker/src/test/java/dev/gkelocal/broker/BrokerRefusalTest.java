package dev.gkelocal.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.testkit.broker.TestBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerRefusalTest {
    @TempDir
    Path folder;

    private record Ended(int exitCode, String output) {}

    @Test
    void takenPort_isOneSentenceAndCode5() throws Exception {
        // Given
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            var ended = run(folder.resolve("data"), holder.getLocalPort());
            // Then
            assertThat(ended)
                    .isEqualTo(new Ended(
                            5,
                            "gke-local broker: port " + holder.getLocalPort()
                                    + " (ports.kafka) is in use: stop what holds it or choose another\n"));
        }
    }

    @Test
    void dataInUse_isCode5AndLeavesTheOtherAlone() throws Exception {
        // Given
        try (var other = TestBroker.start()) {
            // When
            var ended = run(other.data(), freePort());
            // Then
            assertThat(ended.exitCode()).isEqualTo(5);
            assertThat(ended.output()).contains("is in use by another broker").hasLineCount(1);
            assertThat(other.output()).doesNotContain("ERROR");
        }
    }

    @Test
    void fileInPlaceOfFolder_isCode1() throws Exception {
        // Given
        var file = Files.writeString(folder.resolve("file"), "");
        // When
        var ended = run(file.resolve("data"), freePort());
        // Then
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("cannot be written").hasLineCount(1);
    }

    @Test
    void brokenMetaProperties_isCode1AndNamesReset() throws Exception {
        // Given
        Files.writeString(folder.resolve("meta.properties"), "torn");
        // When
        var ended = run(folder, freePort());
        // Then
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("cannot be used", "gke-local reset").hasLineCount(1);
    }

    @Test
    void dataOfAnotherLog_isCode5AndNotTouched() throws Exception {
        // Given
        var meta = Files.writeString(
                folder.resolve("meta.properties"), "version=1\ncluster.id=other\nnode.id=2\ndirectory.id=x\n");
        // When
        var ended = run(
                folder,
                freePort(),
                "--controllers=127.0.0.1:1,127.0.0.1:2,127.0.0.1:3",
                "--node=2",
                "--cluster-id=ours");
        // Then
        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.output())
                .contains("is that of node 2 of log other, not of node 2 of log ours", "gke-local down --kind")
                .hasLineCount(1);
        assertThat(meta).content().contains("cluster.id=other");
    }

    private static Ended run(Path data, int port, String... more) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                "target/broker/lib/broker.jar",
                "--data=" + data,
                "--port=" + port,
                "--controller-port=" + freePort()));
        line.addAll(List.of(more));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try {
            var output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
