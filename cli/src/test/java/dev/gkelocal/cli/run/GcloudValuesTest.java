package dev.gkelocal.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.cli.terminal.CommandFailed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GcloudValuesTest {
    @Test
    void list_withAnotherDelimiter_keepsCommas() {
        assertThat(GcloudValues.list("^;^a,b;c")).isEqualTo(List.of("a,b", "c"));
    }

    @Test
    void list_ofNothing_isEmpty() {
        assertThat(GcloudValues.list("")).isEmpty();
    }

    @Test
    void dict_withEqualsInAValue_splitsAtTheFirst() {
        assertThat(GcloudValues.dict("--labels", "A=b=c,D=")).isEqualTo(Map.of("A", "b=c", "D", ""));
    }

    @Test
    void dict_withoutEquals_isRefusedWithTheWayOut() {
        assertThatThrownBy(() -> GcloudValues.dict("--set-env-vars", "A=1,2"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("--set-env-vars: '2' is not KEY=VALUE")
                .hasMessageContaining("^;^");
    }

    @Test
    void count_ofDefault_isUnset() {
        assertThat(GcloudValues.count("--concurrency", "default")).isZero();
    }

    @Test
    void count_belowZero_isRefused() {
        assertThatThrownBy(() -> GcloudValues.count("--port", "-1")).hasMessage("--port: -1 is negative");
    }
}
