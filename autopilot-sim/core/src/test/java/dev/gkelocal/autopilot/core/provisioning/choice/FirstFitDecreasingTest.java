package dev.gkelocal.autopilot.core.provisioning.choice;

import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.machine;
import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.pods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FirstFitDecreasingTest {
    private static final NodeOffer NODE = machine("n2-standard-4", "n2", 4, 16);

    private static Packing pack(int limit, List<PodBatch> batches) {
        return FirstFitDecreasing.pack(NODE, batches, limit, new FreeRoom(NODE));
    }

    @Test
    void largePods_comeFirst_smallOnesFillTheGaps() {
        var large = new PodBatch("large", Resources.of(3000, 1L << 30), 2, "", false);
        var small = new PodBatch("small", Resources.of(900, 1L << 30), 2, "", false);
        assertThat(pack(10, List.of(small, large)).nodes()).isEqualTo(2);
    }

    @Test
    void pods_thatRefuseEachOther_getOneNodeEach() {
        var lonely = new PodBatch("lonely", Resources.of(50, 1L << 20), 7, "", true);
        assertThat(pack(10, List.of(lonely, pods(20, 50, 50))).nodes()).isEqualTo(7);
    }

    @Test
    void limit_ofTheGroup_leavesPodsForTheNextTime() {
        var packing = pack(3, List.of(pods(10, 3000, 100)));
        assertThat(packing.nodes()).isEqualTo(3);
        assertThat(packing.pods()).isEqualTo(3);
    }

    @Test
    void podSlots_areALimitToo() {
        assertThat(pack(1000, List.of(pods(331, 1, 1))).nodes()).isEqualTo(4);
    }

    @Test
    void podThatFitsNoNode_opensNoSecondOne() {
        assertThat(pack(10, List.of(pods(5, 8000, 1)))).isEqualTo(new Packing(0, List.of()));
    }

    @Test
    void packing_neverExceedsANode_andLosesNoPod() {
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var batches = new ArrayList<PodBatch>();
            for (var i = 0; i < 1 + random.nextInt(6); i++) {
                batches.add(new PodBatch(
                        "b" + i,
                        Resources.of(1 + random.nextInt(3900), (1L + random.nextInt(15_000)) << 20),
                        1 + random.nextInt(30),
                        "",
                        random.nextInt(5) == 0));
            }
            var packing = pack(1000, batches);
            var pods = batches.stream().mapToInt(PodBatch::count).sum();
            var milliCpu = batches.stream()
                    .mapToLong(it -> it.count() * it.requests().milliCpu())
                    .sum();
            assertThat(packing.pods()).isEqualTo(pods);
            assertThat(packing.nodes() * NODE.free().milliCpu()).isGreaterThanOrEqualTo(milliCpu);
            assertThat(packing.nodes()).isLessThanOrEqualTo(pods);
        }
    }
}
