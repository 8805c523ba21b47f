package dev.gkelocal.cloudrun.core.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.cloudrun.ServiceScaling;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Service-level limits are split by traffic percent (cloudrun sheet 2.1, 3.4; section 7, item 16). */
class ScalingLimitsTest {

    @Test
    void serviceMinimum_isSplitByTraffic() {
        // Given
        var own = Map.of("a", limits(0, 100), "b", limits(0, 100));
        // When
        var split = ScalingLimits.split(new ServiceScaling(10, null), Map.of("a", 90, "b", 10), own);
        // Then
        assertThat(split).containsEntry("a", limits(9, 100)).containsEntry("b", limits(1, 100));
    }

    @Test
    void serviceMinimum_ofOne_goesToTheLargestShare() {
        // Given
        var own = Map.of("a", limits(0, 100), "b", limits(0, 100));
        // When
        var split = ScalingLimits.split(new ServiceScaling(1, null), Map.of("a", 30, "b", 70), own);
        // Then
        assertThat(split).containsEntry("a", limits(0, 100)).containsEntry("b", limits(1, 100));
    }

    @Test
    void serviceMaximum_isSplitByTraffic_butEveryRevisionWithTrafficMayHaveOne() {
        // Given
        var own = Map.of("a", limits(0, 100), "b", limits(0, 100), "tagged", limits(0, 7));
        // When
        var split = ScalingLimits.split(new ServiceScaling(0, 4), Map.of("a", 99, "b", 1, "tagged", 0), own);
        // Then
        assertThat(split)
                .containsEntry("a", limits(0, 4))
                .containsEntry("b", limits(0, 1))
                .containsEntry("tagged", limits(0, 7));
    }

    @Test
    void ownLimits_whenTighter_hold() {
        // Given
        var own = Map.of("a", limits(3, 5));
        // When
        var split = ScalingLimits.split(new ServiceScaling(1, 50), Map.of("a", 100), own);
        // Then
        assertThat(split).containsEntry("a", limits(3, 5));
    }

    @Test
    void shares_ofAnySplit_sumToTheServicesMinimumAndAreNeverNegative() {
        var random = new Random(3);
        for (int run = 0; run < 2000; run++) {
            // Given
            int revisions = random.nextInt(6) + 1;
            var percents = new HashMap<Integer, Integer>();
            int left = 100;
            for (int i = 0; i < revisions; i++) {
                int percent = i == revisions - 1 ? left : random.nextInt(left + 1);
                percents.put(i, percent);
                left -= percent;
            }
            var own = new HashMap<Integer, ScalingLimits>();
            percents.keySet().forEach(it -> own.put(it, limits(0, 1000)));
            int min = random.nextInt(40);
            // When
            var split = ScalingLimits.split(new ServiceScaling(min, null), percents, own);
            // Then
            assertThat(split.values().stream()
                            .mapToInt(ScalingLimits::minInstances)
                            .sum())
                    .isEqualTo(min);
            assertThat(split.values()).allMatch(it -> it.minInstances() >= 0);
        }
    }

    private static ScalingLimits limits(int min, int max) {
        return new ScalingLimits(80, min, max);
    }
}
