package dev.gkelocal.cloudrun.core.lifecycle;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.core.lifecycle.StartBackoff.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Repeated failures are throttled to stop crash loops (cloudrun sheet 2.4). */
class StartBackoffTest {
    private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void failures_inARow_doubleTheWaitUpToTheLongest() {
        // Given
        var backoff = StartBackoff.NONE;
        var waits = new ArrayList<Duration>();
        // When
        for (int i = 0; i < 9; i++) {
            backoff = backoff.startFailed(T0, Settings.DEFAULT);
            waits.add(Duration.between(T0, backoff.startsFrom()));
        }
        // Then
        assertThat(waits)
                .containsExactly(
                        ofSeconds(1),
                        ofSeconds(2),
                        ofSeconds(4),
                        ofSeconds(8),
                        ofSeconds(16),
                        ofSeconds(32),
                        ofSeconds(60),
                        ofSeconds(60),
                        ofSeconds(60));
    }

    @Test
    void death_soonAfterTheStart_countsAsAFailedStart() {
        // Given
        var backoff = StartBackoff.NONE.startFailed(T0, Settings.DEFAULT);
        // When
        var next = backoff.died(ofSeconds(59), T0, Settings.DEFAULT);
        // Then
        assertThat(next).isEqualTo(new StartBackoff(2, T0.plusSeconds(2)));
        assertThat(next.crashLoops()).isTrue();
    }

    @Test
    void death_afterServingLongEnough_beginsTheCountAnew() {
        // Given
        var backoff = new StartBackoff(5, T0);
        // When
        var next = backoff.died(ofSeconds(60), T0, Settings.DEFAULT);
        // Then
        assertThat(next).isEqualTo(new StartBackoff(1, T0.plusSeconds(1)));
        assertThat(next.crashLoops()).isFalse();
    }
}
