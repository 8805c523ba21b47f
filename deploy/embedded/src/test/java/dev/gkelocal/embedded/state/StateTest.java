package dev.gkelocal.embedded.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.embedded.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
    @TempDir
    private Path temp;

    private StateFolder folder;

    @BeforeEach
    void prepare() throws IOException {
        folder = new StateFolder(temp.resolve("state"));
        folder.prepare();
    }

    @Test
    void folder_isReadableByItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void supervisorState_writtenAndRead_isTheSame() throws IOException {
        // Given
        var child = new ChildReport(
                "broker",
                ChildPhase.BACKING_OFF,
                new ProcessIdentity(7, "ticks:1@boot"),
                Instant.parse("2026-01-01T00:00:00Z"),
                3,
                "signal 9",
                Instant.parse("2026-01-01T00:00:01Z"),
                "a \"quoted\"\nreason",
                Path.of("/x/broker.log"),
                Map.of("kafka", 19092),
                true);
        var state = new SupervisorState(
                ProcessIdentity.self(),
                PlatformPhase.DEGRADED,
                Instant.parse("2026-01-01T00:00:00Z"),
                Path.of("/dist"),
                "token",
                "hash",
                "",
                0,
                List.of(child));
        // When
        state.write(folder);
        // Then
        assertThat(SupervisorState.read(folder)).contains(state);
    }

    @Test
    void tornRecord_isNone() throws IOException {
        // When
        Files.writeString(folder.supervisor(), "{\"pid\": 12, \"sta");
        // Then
        assertThat(SupervisorState.read(folder)).isEmpty();
    }

    @Test
    void atomicFile_thatCannotBeWritten_keepsTheOldContent() throws IOException {
        // Given
        var file = temp.resolve("record");
        AtomicFile.write(file, "old");
        Files.createDirectory(temp.resolve("record.tmp"));
        // When
        assertThatThrownBy(() -> AtomicFile.write(file, "new")).isInstanceOf(IOException.class);
        // Then
        assertThat(file).hasContent("old");
    }

    @Test
    void version_ofThisBuild_isAccepted_andOfAnother_namesReset() throws IOException {
        // When
        var fresh = StateVersion.claim(folder);
        var again = StateVersion.claim(folder);
        Files.writeString(folder.version(), "2");
        var newer = StateVersion.claim(folder);
        // Then
        assertThat(fresh).isEmpty();
        assertThat(again).isEmpty();
        assertThat(newer).get().asString().contains("format '2'", "reads 1 to 1", "gke-local reset");
    }

    @Test
    void instanceRecord_ofTheSimulator_isRead() throws IOException {
        // Given
        var self = ProcessIdentity.self();
        Files.writeString(folder.instances().resolve("a.json"), InstanceRecord.of(self));
        Files.writeString(folder.instances().resolve("b.json"), "{\"id\":\"b\",\"pid\":null,\"startTime\":null}");
        Files.writeString(folder.instances().resolve("c.json"), "not json");
        // When
        var instances = Recorded.instances(folder);
        // Then
        assertThat(instances).singleElement().satisfies(it -> {
            assertThat(it.identity()).isEqualTo(self);
            assertThat(it.group()).isEqualTo(self.pid());
        });
    }

    @Test
    void log_rotated_keepsTheNewestFiles() throws IOException {
        // Given
        var log = new RotatedLog(folder.log("x"), 3, 2);
        for (var text : List.of("one", "two", "three")) {
            Files.writeString(log.file(), text);
            // When
            assertThat(log.isDue()).isTrue();
            log.rotate();
        }
        // Then
        assertThat(log.file()).isEmptyFile();
        assertThat(temp.resolve("state/logs/x.log.1")).hasContent("three");
        assertThat(temp.resolve("state/logs/x.log.2")).hasContent("two");
        assertThat(temp.resolve("state/logs/x.log.3")).doesNotExist();
    }

    @Test
    void tail_isTheLastLines() throws IOException {
        // Given
        Files.writeString(folder.log("x"), "a\nb\n\nc\n");
        // Then
        assertThat(RotatedLog.tail(folder.log("x"), 2)).containsExactly("b", "c");
        assertThat(RotatedLog.tail(folder.log("none"), 2)).isEmpty();
    }

    @Test
    void diskUse_countsByKind() throws IOException {
        // Given
        Files.createDirectories(folder.topics().resolve("t-0"));
        Files.write(folder.topics().resolve("t-0/1.log"), new byte[100]);
        Files.write(folder.log("x"), new byte[20]);
        // When
        var use = DiskUse.of(folder, temp.resolve("no-cache"));
        // Then
        assertThat(use).isEqualTo(new DiskUse(100, 20, 0, 0));
    }
}
