package dev.gkelocal.cloudrun.core.scaling;

import static dev.gkelocal.cloudrun.core.scaling.Facts.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConcurrencyWindowsTest {
    private static final ScalingSettings ELAPSED = ScalingSettings.PUBLISHED;
    private static final ScalingSettings FULL = ScalingSettings.PUBLISHED.withYoungWindow(YoungWindow.FULL);

    @Test
    void averages_ofNothing_areZero() {
        // Given
        var windows = new ConcurrencyWindows(ELAPSED);
        // When
        var averages = windows.averages(T0);
        // Then
        assertThat(averages).isEqualTo(LoadAverages.NONE);
    }

    @Test
    void youngWindow_elapsed_dividesByTheTimeSinceTheFirstRequest() {
        // Given
        var windows = new ConcurrencyWindows(ELAPSED);
        windows.observe(at(0), at(5), 0);
        windows.observe(at(5), at(10), 40);
        // When
        var averages = windows.averages(at(15));
        // Then: 40 for 5 s of the 10 s since the first request
        assertThat(averages).isEqualTo(new LoadAverages(20, 20));
    }

    @Test
    void youngWindow_full_dividesByTheWholeWindow() {
        // Given
        var windows = new ConcurrencyWindows(FULL);
        windows.observe(at(0), at(6), 40);
        // When
        var averages = windows.averages(at(6));
        // Then: 40 x 6 s / 60 s and / 600 s
        assertThat(averages).isEqualTo(new LoadAverages(4, 0.4));
    }

    @Test
    void averages_whenFull_weightByTime() {
        // Given
        var windows = new ConcurrencyWindows(ELAPSED);
        windows.observe(at(0), at(540), 10);
        windows.observe(at(540), at(555), 100);
        windows.observe(at(555), at(600), 20);
        // When
        var averages = windows.averages(at(600));
        // Then: (15 x 100 + 45 x 20) / 60 and (5400 + 1500 + 900) / 600
        assertThat(averages).isEqualTo(new LoadAverages(40, 13));
    }

    @Test
    void averages_cutTheSampleAtTheWindowsEdge() {
        // Given
        var windows = new ConcurrencyWindows(FULL);
        windows.observe(at(0), at(100), 30);
        // When
        var averages = windows.averages(at(140));
        // Then: of the last 60 s, 20 s had 30
        assertThat(averages).isEqualTo(new LoadAverages(10, 5));
    }

    @Test
    void shortWindow_afterAMinuteOfSilence_isYoungAgain() {
        // Given
        var windows = new ConcurrencyWindows(ELAPSED);
        windows.observe(at(0), at(10), 8);
        windows.observe(at(10), at(100), 0);
        windows.observe(at(100), at(102), 50);
        // When
        var averages = windows.averages(at(102));
        // Then: the short one sees 2 s, the long one the 102 s since the first request
        assertThat(averages.oneMinute()).isEqualTo(50);
        assertThat(averages.tenMinutes()).isCloseTo((80 + 100) / 102.0, within(1e-6));
    }

    @Test
    void observation_thatOverlaps_isCountedOnce() {
        // Given
        var windows = new ConcurrencyWindows(FULL);
        windows.observe(at(0), at(30), 10);
        // When
        windows.observe(at(20), at(40), 10);
        // Then
        assertThat(windows.averages(at(40)).oneMinute()).isCloseTo(400 / 60.0, within(1e-6));
    }

    @Test
    void averages_ofRandomSamples_lieWithinTheirRangeAndEqualTheIntegral() {
        var random = new Random(1);
        for (int run = 0; run < 200; run++) {
            // Given
            var windows = new ConcurrencyWindows(ELAPSED);
            double low = random.nextInt(50) + 1;
            double high = low + random.nextInt(200);
            double area = 0;
            long millis = 0;
            int count = random.nextInt(40) + 1;
            // When
            for (int i = 0; i < count; i++) {
                long length = random.nextInt(1000) + 1;
                double value = low + random.nextDouble() * (high - low);
                windows.observe(T0.plusMillis(millis), T0.plusMillis(millis + length), value);
                millis += length;
                area += value * length;
            }
            var averages = windows.averages(T0.plusMillis(millis));
            // Then
            assertThat(averages.oneMinute()).isBetween(low - 1e-6, high + 1e-6);
            assertThat(averages.oneMinute()).isCloseTo(area / millis, within(1e-6));
            assertThat(averages.tenMinutes()).isEqualTo(averages.oneMinute());
        }
    }

    @Test
    void averages_afterTheLastRequest_neverRise() {
        var random = new Random(2);
        for (int run = 0; run < 50; run++) {
            // Given
            var windows = new ConcurrencyWindows(run % 2 == 0 ? ELAPSED : FULL);
            for (int i = 0; i < 300; i++) {
                windows.observe(at(i), at(i + 1), 25);
            }
            // When
            double previous = Double.MAX_VALUE;
            for (int second = 300; second <= 901; second += random.nextInt(20) + 1) {
                double average = windows.averages(at(second)).tenMinutes();
                // Then
                assertThat(average).isLessThanOrEqualTo(previous);
                previous = average;
            }
            assertThat(windows.averages(at(901))).isEqualTo(LoadAverages.NONE);
        }
    }

    @Test
    void memory_withReportsEveryMillisecond_isBounded() {
        // Given
        var windows = new ConcurrencyWindows(ELAPSED);
        // When
        for (int i = 0; i < 2_000_000; i++) {
            windows.observe(T0.plusMillis(i), T0.plusMillis(i + 1), 7);
        }
        // Then: 600 s in pieces of at least a half second
        assertThat(windows.size()).isLessThanOrEqualTo(1202);
        assertThat(windows.averages(T0.plusMillis(2_000_000))).isEqualTo(new LoadAverages(7, 7));
    }

    private static Instant at(double seconds) {
        return T0.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
