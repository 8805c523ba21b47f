package dev.gkelocal.autopilot.core.scheduling.packing;

import java.util.Arrays;

/**
 * Items to be packed into equal bins.
 *
 * @param capacity of a bin in each dimension
 * @param items one vector each; a size below zero counts as zero
 */
@SuppressWarnings("ArrayRecordComponent") // hot loops read the arrays; two instances are never compared
public record Instance(int[] capacity, int[][] items) {
    /** @throws IllegalArgumentException if an item fits no bin or has another number of dimensions */
    public Instance {
        capacity = capacity.clone();
        items = Arrays.stream(items)
                .map(item -> Arrays.stream(item).map(it -> Math.max(0, it)).toArray())
                .toArray(int[][]::new);
        for (int i = 0; i < items.length; i++) {
            if (items[i].length != capacity.length) {
                throw new IllegalArgumentException(
                        "item " + i + " has " + items[i].length + " dimensions, a bin " + capacity.length);
            }
            for (int j = 0; j < capacity.length; j++) {
                if (items[i][j] > capacity[j]) {
                    throw new IllegalArgumentException(
                            "item " + i + " fits no bin: " + items[i][j] + " of " + capacity[j] + " in dimension " + j);
                }
            }
        }
    }

    public int dimensions() {
        return capacity.length;
    }

    /** Item sizes as shares of a bin. */
    double[][] shares() {
        return Arrays.stream(items)
                .map(item -> {
                    var share = new double[capacity.length];
                    for (int j = 0; j < share.length; j++) {
                        share[j] = capacity[j] == 0 ? 0 : (double) item[j] / capacity[j];
                    }
                    return share;
                })
                .toArray(double[][]::new);
    }

    /** Bins that no packing can do without: per dimension the sum, and the items that share no bin with one another. */
    public int lowerBound() {
        var bound = items.length == 0 ? 0 : 1;
        for (int j = 0; j < capacity.length; j++) {
            long sum = 0;
            var large = 0;
            for (var item : items) {
                sum += item[j];
                large += 2L * item[j] > capacity[j] ? 1 : 0;
            }
            if (capacity[j] > 0) {
                bound = Math.max(bound, (int) Math.max((sum + capacity[j] - 1) / capacity[j], large));
            }
        }
        return bound;
    }
}
