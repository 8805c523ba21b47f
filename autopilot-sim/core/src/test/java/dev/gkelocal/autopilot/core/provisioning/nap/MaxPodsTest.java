package dev.gkelocal.autopilot.core.provisioning.nap;

import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.pod;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.pods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.Resources;
import org.junit.jupiter.api.Test;

/** Pods per node (autopilot sheet 3.2). */
class MaxPodsTest {
    private static final Resources LARGE = Resources.of(31_000, 120L << 30);

    @Test
    void nodesFor256Pods_areForVeryManySmallPods() {
        var small = pods(2560, pod("tiny", 100, 0));
        assertThat(MaxPods.forPacking(LARGE, small, 2560)).isEqualTo(256);
        assertThat(MaxPods.forPacking(LARGE, small.subList(0, 2559), 2560)).isEqualTo(110);
        assertThat(MaxPods.forPacking(LARGE, pods(2560, pod("web", 1000, 2)), 2560))
                .isEqualTo(110);
    }

    @Test
    void madeGroup_getsTheSmallestStep_thatHoldsItsPods() {
        assertThat(MaxPods.trimmed(LARGE, pods(3, pod("web", 4000, 8)), 7, 110)).isEqualTo(32);
        assertThat(MaxPods.trimmed(LARGE, pods(3, pod("web", 600, 2)), 7, 110)).isEqualTo(64);
        assertThat(MaxPods.trimmed(LARGE, pods(3, pod("tiny", 100, 0)), 7, 110)).isEqualTo(110);
    }

    @Test
    void wastedAddresses_areAPenalty() {
        assertThat(MaxPods.penalty(2, 110, 20)).isEqualTo(1.16);
    }
}
