package dev.gkelocal.autopilot.core.scheduling.packing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Takes items from the largest and puts each into a bin: first fit or best fit decreasing. */
final class ItemCentric {
    /** What large means. */
    enum Size {
        SUM,
        LENGTH,
        LARGEST,
        PRODUCT
    }

    private final Instance instance;
    private final double[][] shares;

    ItemCentric(Instance instance) {
        this.instance = instance;
        shares = instance.shares();
    }

    Packing pack(Size size, Weights weighting, boolean bestFit) {
        var weights = weighting.of(shares);
        var sizes =
                Arrays.stream(shares).mapToDouble(it -> size(size, weights, it)).toArray();
        var order = IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(it -> -sizes[it]))
                .mapToInt(it -> it)
                .toArray();
        var rooms = new int[order.length][];
        var binOf = new int[order.length];
        var bins = 0;
        for (var item : order) {
            var bin = choose(item, rooms, bins, weights, bestFit);
            if (bin == bins) {
                rooms[bins++] = instance.capacity().clone();
            }
            for (int j = 0; j < rooms[bin].length; j++) {
                rooms[bin][j] -= instance.items()[item][j];
            }
            binOf[item] = bin;
        }
        return new Packing(binOf, bins, (bestFit ? "best-fit " : "first-fit ") + size + " " + weighting);
    }

    private int choose(int item, int[][] rooms, int bins, double[] weights, boolean bestFit) {
        var best = bins;
        var least = Double.POSITIVE_INFINITY;
        for (int bin = 0; bin < bins; bin++) {
            if (BinCentric.fits(instance.items()[item], rooms[bin])) {
                if (!bestFit) {
                    return bin;
                }
                var room = room(rooms[bin], weights);
                if (room < least) {
                    least = room;
                    best = bin;
                }
            }
        }
        return best;
    }

    private double room(int[] room, double[] weights) {
        var sum = 0.0;
        for (int j = 0; j < room.length; j++) {
            sum += weights[j] * room[j] / Math.max(1, instance.capacity()[j]);
        }
        return sum;
    }

    private static double size(Size size, double[] weights, double[] share) {
        var result = size == Size.PRODUCT ? 1.0 : 0.0;
        for (int j = 0; j < share.length; j++) {
            var part = weights[j] * share[j];
            result = switch (size) {
                case SUM -> result + part;
                case LENGTH -> result + part * share[j];
                case LARGEST -> Math.max(result, part);
                case PRODUCT -> result * Math.max(part, 1e-6);
            };
        }
        return result;
    }
}
