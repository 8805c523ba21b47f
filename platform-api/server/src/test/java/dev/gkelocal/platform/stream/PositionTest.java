package dev.gkelocal.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @Test
    void position_writtenAndParsed_isTheSame() {
        // Given
        var position = Position.START.with(Topics.CLOUD_RUN_REVISION, 0).with(Topics.CLOUD_RUN_SCALING, 42);

        // When
        var parsed = Position.parse(position.toString());

        // Then
        assertThat(position).hasToString("-.0.-.42" + ".-".repeat(Topics.ALL.size() - 4));
        assertThat(parsed).contains(position);
    }

    @Test
    void parse_ofIdFromABuildWithFewerTopics_countsTheNewOnesAsUnread() {
        assertThat(Position.parse("7.8"))
                .contains(Position.START.with(Topics.CLOUD_RUN_SERVICE, 7).with(Topics.CLOUD_RUN_REVISION, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1.2.", ".1", "-1", "1.2.3.4.5.6.7.8.9.10.11", "1 2", "99999999999999999999"})
    void parse_ofAnythingElse_isEmpty(String id) {
        assertThat(Position.parse(id)).isEmpty();
    }
}
