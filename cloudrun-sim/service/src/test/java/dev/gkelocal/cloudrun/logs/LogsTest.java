package dev.gkelocal.cloudrun.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.logs.Entry.Line;
import dev.gkelocal.cloudrun.logs.Entry.Line.Stream;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cloud Run sheet 1.9: logs. */
class LogsTest {
    private static final RevisionName REVISION =
            RevisionName.parse("projects/p/locations/r/services/web/revisions/web-00001-abc");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @Test
    void plainLine_isTextPayloadWithLabels() {
        // When
        var json = LogEntryJson.of(line("hello"));

        // Then
        assertThat(json.path("textPayload").asText()).isEqualTo("hello");
        assertThat(json.path("severity").asText()).isEqualTo("DEFAULT");
        assertThat(json.path("logName").asText()).isEqualTo("projects/p/logs/run.googleapis.com%2Fstdout");
        assertThat(json.at("/resource/type").asText()).isEqualTo("cloud_run_revision");
        assertThat(json.at("/resource/labels/configuration_name").asText()).isEqualTo("web");
        assertThat(json.at("/labels/instanceId").asText()).isEqualTo("one");
    }

    @Test
    void jsonLine_isStructuredAndItsSpecialFieldsAreLifted() {
        // When
        var json = LogEntryJson.of(line("{\"severity\":\"error\",\"message\":\"no\",\"code\":7,"
                + "\"logging.googleapis.com/trace\":\"abc\",\"logging.googleapis.com/labels\":{\"k\":\"v\"}}"));

        // Then
        assertThat(json.path("severity").asText()).isEqualTo("ERROR");
        assertThat(json.path("trace").asText()).isEqualTo("projects/p/traces/abc");
        assertThat(json.at("/labels/k").asText()).isEqualTo("v");
        assertThat(json.path("jsonPayload").toString()).isEqualTo("{\"message\":\"no\",\"code\":7}");
    }

    @Test
    void brokenJsonLine_isText() {
        assertThat(LogEntryJson.of(line("{not json}")).path("textPayload").asText())
                .isEqualTo("{not json}");
    }

    @Test
    void file_isReadLineByLineAsItGrows() throws IOException {
        // Given
        var file = new OutputFile(path(), 1000, 0);
        append("one\ntw");

        // When
        file.read(lines::add);
        append("o\nthree");
        file.read(lines::add);
        file.finish(lines::add);

        // Then
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void file_thatIsTooLong_isEmptiedUnderItsWriter() throws IOException {
        // Given
        var file = new OutputFile(path(), 10, 0);
        append("a long first line\n");
        file.read(lines::add);

        // When
        append("next\n");
        file.read(lines::add);

        // Then
        assertThat(lines).containsExactly("a long first line", "next");
        assertThat(path()).hasContent("next");
        assertThat(folder.resolve("out.1")).hasContent("a long first line");
    }

    @Test
    void endlessLine_isParted() throws IOException {
        // Given
        var file = new OutputFile(path(), 1 << 30, 0);
        append("x".repeat(600_000));

        // When
        file.finish(lines::add);

        // Then
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(String.join("", lines)).hasSize(600_000);
    }

    @Test
    void missingFile_hasNoLines() throws IOException {
        // When
        new OutputFile(path(), 10, 0).read(lines::add);

        // Then
        assertThat(lines).isEmpty();
    }

    @Test
    void store_keepsTheNewestWithinItsBound() {
        // Given
        var store = new LogStore();
        for (int i = 0; i < 100; i++) {
            store.add(line(i + "-" + "x".repeat(100_000)));
        }

        // When
        var kept = store.newest(LogStore.selection("web", "", Instant.EPOCH), 1000);

        // Then
        assertThat(kept).hasSizeBetween(30, 50);
        assertThat(((Line) kept.getLast()).text()).startsWith("99-");
    }

    @Test
    void selection_leavesOthersOut() {
        // Given
        var store = new LogStore();
        store.add(line("x"));

        // Then
        assertThat(store.newest(LogStore.selection("other", "", Instant.EPOCH), 10))
                .isEmpty();
        assertThat(store.newest(LogStore.selection("", "web-00002-abc", Instant.EPOCH), 10))
                .isEmpty();
        assertThat(store.newest(LogStore.selection("", "", NOW.plusSeconds(1)), 10))
                .isEmpty();
        assertThat(store.newest(LogStore.selection("web", "web-00001-abc", NOW), 10))
                .hasSize(1);
    }

    @Test
    void follower_getsWhatComesLaterAndMatches() {
        // Given
        var store = new LogStore();
        try (var follower = store.follow(LogStore.selection("web", "", Instant.EPOCH))) {
            // When
            store.add(line("later"));

            // Then
            assertThat(follower.entries()).singleElement().isEqualTo(line("later"));
        }
    }

    private static Line line(String text) {
        return new Line(REVISION, new InstanceId("one"), NOW, Stream.STDOUT, text);
    }

    private Path path() {
        return folder.resolve("out");
    }

    private void append(String text) throws IOException {
        Files.writeString(path(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
