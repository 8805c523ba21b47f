package dev.gkelocal.autopilot.core.scheduling.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorPackingTest {
    private static final int[] BIN = {100, 100};

    @Test
    void items_thatComplementEachOther_shareBins() {
        var instance = new Instance(BIN, new int[][] {{90, 10}, {80, 20}, {10, 90}, {20, 80}});
        var packing = VectorPacking.pack(instance, VectorPacking.Effort.QUICK);
        assertThat(packing.bins()).isEqualTo(2);
        assertThat(packing.isValidFor(instance)).isTrue();
    }

    @Test
    void improvement_overHeuristics_findsWhatGreedyMisses() {
        var random = new Random(11);
        var items = new int[120][];
        for (int i = 0; i < 120; i += 3) {
            var x = 20 + random.nextInt(25);
            var y = 20 + random.nextInt(25);
            var a = 20 + random.nextInt(25);
            var b = 20 + random.nextInt(25);
            items[i] = new int[] {x, a};
            items[i + 1] = new int[] {y, b};
            items[i + 2] = new int[] {100 - x - y, 100 - a - b};
        }
        var instance = new Instance(BIN, items);
        var quick = VectorPacking.pack(instance, VectorPacking.Effort.QUICK);
        var improved = VectorPacking.pack(instance, VectorPacking.Effort.USUAL);
        assertThat(instance.lowerBound()).isEqualTo(40);
        assertThat(improved.bins()).isBetween(40, quick.bins() - 1);
        assertThat(improved.isValidFor(instance)).isTrue();
    }

    @Test
    void packing_ofRandomInstances_isValidRepeatableAndNotBelowTheBound() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var dimensions = 1 + random.nextInt(5);
            var items = new int[random.nextInt(40)][dimensions];
            for (var item : items) {
                for (int j = 0; j < dimensions; j++) {
                    item[j] = random.nextInt(101);
                }
            }
            var capacity = new int[dimensions];
            Arrays.fill(capacity, 100);
            var instance = new Instance(capacity, items);
            var effort = new VectorPacking.Effort(50);
            var packing = VectorPacking.pack(instance, effort);
            assertThat(packing.isValidFor(instance)).as("seed %s", seed).isTrue();
            assertThat(packing.bins()).isGreaterThanOrEqualTo(instance.lowerBound());
            assertThat(VectorPacking.pack(instance, effort).binOf()).isEqualTo(packing.binOf());
        }
    }

    @Test
    void item_largerThanBin_isRefused() {
        assertThatThrownBy(() -> new Instance(BIN, new int[][] {{1, 1}, {0, 101}}))
                .hasMessage("item 1 fits no bin: 101 of 100 in dimension 1");
    }

    @Test
    void nothing_needsNoBin() {
        assertThat(VectorPacking.pack(new Instance(BIN, new int[0][]), VectorPacking.Effort.USUAL)
                        .bins())
                .isZero();
    }
}
