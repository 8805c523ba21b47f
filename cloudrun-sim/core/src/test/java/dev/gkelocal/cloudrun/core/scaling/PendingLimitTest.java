package dev.gkelocal.cloudrun.core.scaling;

import static dev.gkelocal.cloudrun.core.scaling.Facts.T0;
import static dev.gkelocal.cloudrun.core.scaling.Facts.facts;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a request may wait, and what it gets then (cloudrun sheet 1.6; section 7, item 5). */
class PendingLimitTest {
    private static final Autoscaler PUBLISHED = new Autoscaler(ScalingSettings.PUBLISHED);

    @ParameterizedTest
    @CsvSource({"0, 10000", "2857, 10000", "2858, 10003", "4000, 14000", "60000, 210000"})
    void pendingLimit_isThreeAndAHalfStartups_butTenSecondsAtLeast(long startupMillis, long limitMillis) {
        // Given
        var facts = facts().startup(ofMillis(startupMillis)).build();
        // When
        var decision = PUBLISHED.decide(facts, T0);
        // Then
        assertThat(decision.pendingLimit()).isEqualTo(ofMillis(limitMillis));
    }

    @Test
    void timeout_atTheMaximum_is429() {
        // Given
        var decision = PUBLISHED.decide(
                facts().limits(1, 0, 2).ready(1).starting(1).pending(5).build(), T0);
        // When
        var timeout = QueueTimeout.of(decision);
        // Then
        assertThat(timeout).isEqualTo(QueueTimeout.AT_MAXIMUM);
        assertThat(timeout.status()).isEqualTo(429);
    }

    @Test
    void timeout_belowTheMaximum_is500() {
        // Given
        var decision = PUBLISHED.decide(facts().starting(1).pending(5).build(), T0);
        // When
        var timeout = QueueTimeout.of(decision);
        // Then
        assertThat(timeout).isEqualTo(QueueTimeout.TOO_SLOW);
        assertThat(timeout.status()).isEqualTo(500);
    }

    @Test
    void startupAverage_isTheMean() {
        // Given
        var average = StartupAverage.NONE.with(ofSeconds(1)).with(ofSeconds(2));
        // When
        var next = average.with(ofSeconds(6));
        // Then
        assertThat(next).isEqualTo(new StartupAverage(3, Duration.ofSeconds(3)));
    }
}
