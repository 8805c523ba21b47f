package dev.gkelocal.cloudrun.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DemandMeterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final DemandMeter meter = new DemandMeter(0);

    @Test
    void average_weighsRequestsByTime() {
        // Given
        meter.arrived(0);
        meter.arrived(SECOND / 2);
        meter.left(SECOND * 3 / 4);
        // When
        var demand = meter.take(SECOND, 0);
        // Then
        assertThat(demand.averageConcurrency()).isEqualTo(1.25, within(1e-9));
        assertThat(demand.inFlight()).isEqualTo(1);
        assertThat(demand.requests()).isEqualTo(2);
    }

    @Test
    void take_countsEachStretchOnce() {
        // Given
        meter.arrived(0);
        meter.take(SECOND, 1);
        // When
        var demand = meter.take(2 * SECOND, 1);
        // Then
        assertThat(demand.averageConcurrency()).isEqualTo(1, within(1e-9));
        assertThat(demand.requests()).isZero();
        assertThat(demand.pending()).isEqualTo(1);
        assertThat(demand.inFlight()).isZero();
    }

    @Test
    void clockReadOutOfOrder_neverCountsNegativeTime() {
        // Given
        meter.arrived(100);
        meter.arrived(90);
        // When
        meter.left(80);
        // Then
        assertThat(meter.take(100, 0).averageConcurrency()).isBetween(0.0, 2.0);
    }

    @Test
    void manyThreads_loseNothing() {
        // Given
        var threads = IntStream.range(0, 4)
                .mapToObj(thread -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        meter.arrived(i);
                        meter.left(i + 1);
                    }
                }))
                .toList();
        // When
        threads.forEach(DemandMeterTest::join);
        // Then
        assertThat(meter.present()).isZero();
        assertThat(meter.take(20_000, 0).requests()).isEqualTo(40_000);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
