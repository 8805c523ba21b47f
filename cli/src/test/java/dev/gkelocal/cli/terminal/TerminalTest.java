package dev.gkelocal.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Terminal terminal(String typed, boolean watched) {
        return new Terminal(new StringReader(typed), new PrintWriter(out), new PrintWriter(err), watched, false);
    }

    @ParameterizedTest
    @CsvSource({"y,true", "Yes,true", "n,false", "'',false", "yep,false"})
    void question_answered_takesOnlyYesForYes(String typed, boolean expected) {
        assertThat(terminal(typed, false).confirmed("Sure?")).isEqualTo(expected);
    }

    @Test
    void progress_unwatched_isOneLineForEachChange() {
        // When
        try (var line = terminal("", false).progress("one")) {
            line.at("one");
            line.at("two");
            line.done("done");
        }
        // Then
        assertThat(err.toString()).isEqualTo("one\ntwo\ndone\n");
    }

    @Test
    void progress_watched_overwritesItselfAndLeavesNothing() {
        // When
        try (var line = terminal("", true).progress("one")) {
            line.at("two");
        }
        // Then
        assertThat(err.toString()).isEqualTo("\r\u001b[Kone\r\u001b[Ktwo\r\u001b[K");
    }

    @Test
    void data_asYaml_keepsTypesAndOrder() {
        // Given
        var data = Json.object().put("b", 1).put("a", "1").put("c", true);
        data.putArray("list").add("x");
        // When
        terminal("", false).print(OutputFormat.YAML, data, () -> "");
        // Then
        assertThat(out.toString()).isEqualTo("b: 1\na: '1'\nc: true\nlist:\n- x\n");
    }
}
