package dev.gkelocal.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    record Sample(
            String name,
            @Nullable String note,
            Instant at,
            Duration every,
            int count,
            List<String> list,
            Map<String, String> map) {}

    private static final String FULL =
            "{\"name\":\"n\",\"at\":\"2026-01-02T03:04:05.678Z\",\"every\":\"PT1M30S\",\"count\":1,\"list\":[\"x\"],\"map\":{}}";

    @Test
    void values_areIsoText_andAbsentOnesAreLeftOut() throws Exception {
        // Given
        var sample = new Sample(
                "n",
                null,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Duration.ofSeconds(90),
                1,
                List.of("x"),
                Map.of());
        // When
        var json = EventJson.mapper().writeValueAsString(sample);
        // Then
        assertThat(json).isEqualTo(FULL);
        assertThat(EventJson.mapper().readValue(json, Sample.class)).isEqualTo(sample);
    }

    @Test
    void otherBuild_unknownPropertyAndMissingCollection_isRead() throws Exception {
        // Given
        var json = "{\"name\":\"n\",\"at\":\"2026-01-02T03:04:05Z\",\"every\":\"PT1S\",\"new\":{\"a\":[1]}}";
        // When
        var read = EventJson.mapper().readValue(json, Sample.class);
        // Then
        assertThat(read)
                .isEqualTo(new Sample(
                        "n",
                        null,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Duration.ofSeconds(1),
                        0,
                        List.of(),
                        Map.of()));
    }

    @Test
    void missingRequiredValue_isNamed() {
        assertThatThrownBy(() -> EventJson.mapper().readValue(FULL.replace("name", "nam"), Sample.class))
                .isInstanceOf(MismatchedInputException.class)
                .hasMessageContaining("'name'");
    }
}
