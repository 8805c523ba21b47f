package dev.gkelocal.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({"300,300000", "300s,300000", "5m,300000", "1h30m,5400000", "500ms,500", "1m1s1ms,61001"})
    void span_inEachNotation_isRead(String text, long millis) {
        assertThat(TimeSpan.parse("--timeout", text).toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "5x", "1.5s", "m", "99999999999s"})
    void span_thatIsNone_isAUsageErrorOfItsFlag(String text) {
        assertThatThrownBy(() -> TimeSpan.parse("--timeout", text))
                .isInstanceOfSatisfying(
                        CommandFailed.class, it -> assertThat(it.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("--timeout");
    }
}
