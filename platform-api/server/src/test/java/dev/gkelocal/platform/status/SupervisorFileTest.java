package dev.gkelocal.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.eventlog.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorFileTest {
    private final ObjectMapper json = EventJson.mapper();

    @TempDir
    Path stateDir;

    @Test
    void read_ofARecord_findsItsChildrenAndPassesOverTheRest() throws IOException {
        // Given
        write("""
                {"pid": 41, "startTime": "123", "state": "degraded", "startedAt": "2026-11-23T10:00:00Z", "later": {},
                 "children": [{"name": "broker", "state": "backing-off", "since": "2026-11-23T10:00:01Z", "restarts": 2,
                   "lastExit": "signal 9", "detail": "again in 2 s", "log": "x", "ports": {"kafka": 19092}}]}
                """);

        // When
        var file = SupervisorFile.read(stateDir, json).orElseThrow();

        // Then
        assertThat(file.state()).isEqualTo("degraded");
        assertThat(file.childrenOrNone()).singleElement().satisfies(it -> {
            assertThat(it.name()).isEqualTo("broker");
            assertThat(it.pid()).isNull();
            assertThat(it.restarts()).isEqualTo(2);
            assertThat(it.portsOrNone()).containsEntry("kafka", 19092);
        });
    }

    @Test
    void read_withoutAFile_isEmpty() {
        assertThat(SupervisorFile.read(stateDir, json)).isEmpty();
    }

    @Test
    void read_ofATornFile_isEmpty() throws IOException {
        // Given
        write("{\"pid\": 41, \"chil");

        // Then
        assertThat(SupervisorFile.read(stateDir, json)).isEmpty();
    }

    private void write(String text) throws IOException {
        Files.createDirectories(stateDir.resolve("run"));
        Files.writeString(stateDir.resolve("run/supervisor.json"), text);
    }
}
