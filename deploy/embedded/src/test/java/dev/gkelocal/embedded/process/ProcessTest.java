package dev.gkelocal.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTest {
    @TempDir
    private Path temp;

    @Test
    void stat_withBracketsAndSpacesInTheName_isRead() {
        // When
        var stat = ProcessStat.parse("42 (a) b (c) Z 1 40 40 0 -1 4194560 0 0 0 0 7 8 9 10 20 0 1 0 123456 99 1 2 3");
        // Then
        assertThat(stat).isEqualTo(new ProcessStat('Z', 40, 123_456));
        assertThat(stat.isRunning()).isFalse();
    }

    @Test
    void identity_ofTheSamePidWithAnotherStart_isNotAlive() {
        // Given
        var self = ProcessIdentity.self();
        // When
        var earlier = new ProcessIdentity(self.pid(), self.start().replaceFirst(":", ":1"));
        // Then
        assertThat(self.isAlive()).isTrue();
        assertThat(earlier.isAlive()).isFalse();
    }

    @Test
    void notedPid_ofARunningProcess_isFound_untilAnotherHasThePid() throws Exception {
        // Given
        var note = temp.resolve("x.pid");
        var command = new ArrayList<>(NotedPid.prefix(note));
        command.addAll(List.of("sleep", "600"));
        var process = new ProcessBuilder(command).start();
        while (!Files.exists(note) || Files.size(note) == 0) {
            Thread.onSpinWait();
        }
        // When
        var noted = NotedPid.read(note);
        Files.setLastModifiedTime(note, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        var stale = NotedPid.read(note);
        // Then
        assertThat(noted).map(ProcessIdentity::pid).contains(process.pid());
        assertThat(stale).isEmpty();
        process.destroyForcibly();
    }

    @Test
    void portHolder_isFoundByItsSocket() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            var holder = PortHolder.of(socket.getLocalPort());
            // Then
            assertThat(holder)
                    .map(PortHolder::pid)
                    .contains(ProcessHandle.current().pid());
            assertThat(holder.orElseThrow().command()).contains("java");
        }
    }

    @Test
    void listeningSocket_ofAConnection_isNotOne() {
        // Given
        var listening = "  0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 12345 1";
        // Then
        assertThat(PortHolder.listeningSocket(listening, 8080)).contains("socket:[12345]");
        assertThat(PortHolder.listeningSocket(listening, 8081)).isEmpty();
        assertThat(PortHolder.listeningSocket(listening.replace(" 0A ", " 01 "), 8080))
                .isEmpty();
    }

    @Test
    void end_killsWhatIgnoresSigterm() throws Exception {
        // Given
        var stubborn = new ProcessBuilder("sh", "-c", "trap '' TERM; echo; while :; do sleep 1; done").start();
        stubborn.getInputStream().read();
        var recorded = RecordedProcess.single(
                "stubborn", ProcessIdentity.of(stubborn.pid()).orElseThrow());
        // When
        var ended = Termination.end(List.of(recorded), Duration.ofMillis(200));
        // Then
        assertThat(ended).containsExactly(recorded);
        assertThat(recorded.isAlive()).isFalse();
    }
}
