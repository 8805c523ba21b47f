package dev.gkelocal.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.cli.terminal.CommandFailed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "http://hello-1.us-central1.run.localhost:8082/x?y=1, 127.0.0.1, 8082, /x?y=1",
        "http://localhost, 127.0.0.1, 80, /",
        "https://example.org/a%20b, example.org, 443, /a%20b",
        "127.0.0.1:9000/p, 127.0.0.1, 9000, /p"
    })
    void address_isTakenApart(String text, String connectTo, int port, String path) {
        // When
        var target = Target.get(text);
        // Then
        assertThat(target.connectTo()).isEqualTo(connectTo);
        assertThat(target.port()).isEqualTo(port);
        assertThat(target.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://", "ftp://host/", "http://a b/"})
    void address_thatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> Target.get(text))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("is not an address to load");
    }

    @Test
    void headers_areNameAndValue() {
        // When
        var target = Target.of("POST", "http://localhost", List.of("A: b: c"), "x");
        // Then
        assertThat(target.headers()).containsExactly(Map.entry("A", "b: c"));
    }
}
