package dev.gkelocal.embedded.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void delay_doublesFromTheFirst_upToTheMost() {
        // When
        var millis = IntStream.of(0, 1, 2, 7, 8, 1_000_000)
                .mapToLong(streak -> Backoff.DEFAULT.delay(streak).toMillis());
        // Then
        assertThat(millis).containsExactly(200L, 400L, 800L, 25_600L, 30_000L, 30_000L);
    }

    @Test
    void remaining_afterAHealthyMinute_isZero() {
        assertThat(Backoff.DEFAULT.remaining(5, Duration.ofSeconds(60))).isZero();
    }

    @Test
    void remaining_beforeAHealthyMinute_isKept() {
        assertThat(Backoff.DEFAULT.remaining(5, Duration.ofMillis(59_999))).isEqualTo(5);
    }

    @Test
    void backoff_thatShrinks_isRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO))
                .hasMessageContaining("no back-off");
    }
}
