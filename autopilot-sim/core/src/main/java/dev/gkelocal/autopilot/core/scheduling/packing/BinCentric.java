package dev.gkelocal.autopilot.core.scheduling.packing;

import java.util.Arrays;

/** Fills one bin after another, each time with the item that suits the room left best. */
final class BinCentric {
    /** How well an item suits the room left; larger is better. */
    enum Score {
        /** Weighted dot product of item and room. */
        DOT_PRODUCT,
        /** The same by the length of the item and of the room: only the direction counts. */
        COSINE,
        /** The dot product by the length of the item: the room seen along the item. */
        PROJECTION,
        /** Weighted distance between item and room. */
        DISTANCE,
        /** The sum of the shares of the room that the item takes. */
        TIGHTEST_FILL,
        /** The largest share of the room that the item takes, then the sum. */
        TIGHTEST_DIMENSION
    }

    private final Instance instance;
    private final double[][] shares;
    private final int dimensions;

    BinCentric(Instance instance) {
        this.instance = instance;
        shares = instance.shares();
        dimensions = instance.dimensions();
    }

    Packing pack(Score score, Weights weighting) {
        var weights = weighting.of(shares);
        var items = instance.items();
        var left = new int[items.length];
        Arrays.setAll(left, it -> it);
        var count = left.length;
        var binOf = new int[items.length];
        var bins = 0;
        while (count > 0) {
            count = fill(score, weights, left, count, binOf, bins++);
        }
        return new Packing(binOf, bins, "bin-centric " + score + " " + weighting);
    }

    /** Moves items from those left into one new bin; returns how many are left. */
    private int fill(Score score, double[] weights, int[] left, int count, int[] binOf, int bin) {
        var room = instance.capacity().clone();
        var share = new double[dimensions];
        Arrays.fill(share, 1);
        var fitting = left.clone();
        var candidates = count;
        while (candidates > 0) {
            var best = -1;
            var highest = Double.NEGATIVE_INFINITY;
            var kept = 0;
            for (int i = 0; i < candidates; i++) {
                var item = fitting[i];
                if (fits(instance.items()[item], room)) {
                    var value = score(score, weights, shares[item], share);
                    if (value > highest) {
                        highest = value;
                        best = kept;
                    }
                    fitting[kept++] = item;
                }
            }
            candidates = kept;
            if (best >= 0) {
                var chosen = fitting[best];
                binOf[chosen] = bin;
                take(chosen, room, share);
                fitting[best] = fitting[--candidates];
                count = remove(left, count, chosen);
            }
        }
        return count;
    }

    private void take(int item, int[] room, double[] share) {
        for (int j = 0; j < dimensions; j++) {
            room[j] -= instance.items()[item][j];
            share[j] -= shares[item][j];
        }
    }

    private static int remove(int[] left, int count, int item) {
        for (int i = 0; i < count; i++) {
            if (left[i] == item) {
                left[i] = left[count - 1];
                return count - 1;
            }
        }
        return count;
    }

    static boolean fits(int[] item, int[] room) {
        for (int j = 0; j < item.length; j++) {
            if (item[j] > room[j]) {
                return false;
            }
        }
        return true;
    }

    static double score(Score score, double[] weights, double[] item, double[] room) {
        return switch (score) {
            case DOT_PRODUCT -> dot(weights, item, room);
            case COSINE ->
                dot(weights, item, room) / Math.sqrt(dot(weights, item, item) * dot(weights, room, room) + 1e-12);
            case PROJECTION -> dot(weights, item, room) / Math.sqrt(dot(weights, item, item) + 1e-12);
            case DISTANCE -> -distance(weights, item, room);
            case TIGHTEST_FILL -> fill(weights, item, room, false);
            case TIGHTEST_DIMENSION -> fill(weights, item, room, true);
        };
    }

    private static double dot(double[] weights, double[] a, double[] b) {
        var sum = 0.0;
        for (int j = 0; j < a.length; j++) {
            sum += weights[j] * a[j] * b[j];
        }
        return sum;
    }

    private static double distance(double[] weights, double[] a, double[] b) {
        var sum = 0.0;
        for (int j = 0; j < a.length; j++) {
            sum += weights[j] * (b[j] - a[j]) * (b[j] - a[j]);
        }
        return sum;
    }

    private static double fill(double[] weights, double[] item, double[] room, boolean largest) {
        var sum = 0.0;
        var most = 0.0;
        for (int j = 0; j < item.length; j++) {
            var part = weights[j] * item[j] / Math.max(room[j], 1e-9);
            sum += part;
            most = Math.max(most, part);
        }
        return largest ? most * 1000 + sum : sum;
    }
}
