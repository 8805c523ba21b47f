package dev.gkelocal.cloudrun.core.lifecycle;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.core.scaling.InstanceFacts;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.cloudrun.InstanceState.Phase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InstanceLifeTest {
    private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
    private static final InstanceId ID = new InstanceId("i1");

    /** An instance may start for 4 minutes, no longer (cloudrun sheet 1.3). */
    @Test
    void starting_after240Seconds_isOverdue() {
        // Given
        var starting = InstanceLife.start(T0, ofSeconds(240));
        // When
        var before = starting.overdue(T0.plusSeconds(240).minusNanos(1));
        var at = starting.overdue(T0.plusSeconds(240));
        // Then
        assertThat(before).isFalse();
        assertThat(at).isTrue();
    }

    @Test
    void ready_isIdleSinceItListens() {
        // Given
        var starting = InstanceLife.start(T0, ofSeconds(240));
        // When
        var serving = starting.ready(T0.plusSeconds(2));
        // Then
        assertThat(serving.phase()).isEqualTo(Phase.IDLE);
        assertThat(serving.startup()).isEqualTo(ofSeconds(2));
        assertThat(serving.facts(ID)).contains(new InstanceFacts.Ready(ID, T0, 0, T0.plusSeconds(2)));
    }

    @Test
    void requests_changeThePhaseOnlyAtTheFirstAndTheLast() {
        // Given
        var idle = InstanceLife.start(T0, ofSeconds(240)).ready(T0.plusSeconds(1));
        // When
        var busy = idle.withInFlight(1, T0.plusSeconds(5)).withInFlight(9, T0.plusSeconds(6));
        var idleAgain = busy.withInFlight(0, T0.plusSeconds(8));
        // Then
        assertThat(busy.phase()).isEqualTo(Phase.ACTIVE);
        assertThat(busy.changed()).isEqualTo(T0.plusSeconds(5));
        assertThat(idleAgain.changed()).isEqualTo(T0.plusSeconds(8));
    }

    /** SIGTERM, then 10 s, then SIGKILL (cloudrun sheet 1.4; section 7, item 4). */
    @Test
    void draining_isKilledAfterTheGrace() {
        // Given
        var serving = InstanceLife.start(T0, ofSeconds(240)).ready(T0).withInFlight(3, T0);
        // When
        var draining = serving.drain(T0.plusSeconds(60), ofSeconds(10));
        // Then
        assertThat(draining.phase()).isEqualTo(Phase.DRAINING);
        assertThat(draining.overdue(T0.plusSeconds(69))).isFalse();
        assertThat(draining.overdue(T0.plusSeconds(70))).isTrue();
        assertThat(draining.facts(ID)).isEmpty();
    }

    @Test
    void stopped_tellsTheCause() {
        // Given
        var starting = InstanceLife.start(T0, ofSeconds(240));
        // When
        var stopped = starting.failed(T0.plusSeconds(1), "Container called exit(3).", 3);
        // Then
        assertThat(stopped).isEqualTo(new InstanceLife.Stopped(T0.plusSeconds(1), "Container called exit(3).", 3));
        assertThat(stopped.facts(ID)).isEmpty();
    }
}
