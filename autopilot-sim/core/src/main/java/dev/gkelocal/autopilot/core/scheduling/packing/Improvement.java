package dev.gkelocal.autopilot.core.scheduling.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a few bins apart and packs their items again, so that room gathers in one bin until that is empty. Draws are made from
 * a fixed sequence: the same instance always gives the same packing.
 */
final class Improvement {
    private static final int MOST_BINS = 5;

    private final Instance instance;
    private final double[][] shares;
    private final int dimensions;
    private final List<int[]> bins = new ArrayList<>();
    private final double[] volume;
    private long state = 0x9E3779B97F4A7C15L;

    Improvement(Instance instance, Packing start) {
        this.instance = instance;
        shares = instance.shares();
        dimensions = instance.dimensions();
        volume = Arrays.stream(shares)
                .mapToDouble(it -> Arrays.stream(it).sum() / Math.max(1, dimensions))
                .toArray();
        var items = new ArrayList<List<Integer>>();
        for (int i = 0; i < start.bins(); i++) {
            items.add(new ArrayList<>());
        }
        for (int i = 0; i < start.binOf().length; i++) {
            items.get(start.binOf()[i]).add(i);
        }
        items.forEach(it -> bins.add(it.stream().mapToInt(i -> i).toArray()));
    }

    /** @param goal stop when no more bins than this are left */
    Packing run(int rounds, int goal, String rule) {
        for (int round = 0; round < rounds && bins.size() > goal && bins.size() > 1; round++) {
            repack();
        }
        var binOf = new int[shares.length];
        for (int bin = 0; bin < bins.size(); bin++) {
            for (var item : bins.get(bin)) {
                binOf[item] = bin;
            }
        }
        return new Packing(binOf, bins.size(), rule);
    }

    private void repack() {
        var count = Math.min(bins.size(), 2 + below(MOST_BINS - 1));
        var chosen = choose(count);
        var pool =
                Arrays.stream(chosen).flatMap(it -> Arrays.stream(bins.get(it))).toArray();
        var packed = pack(pool, count);
        if (packed.size() <= count && squares(packed) >= squaresOf(chosen) - 1e-9) {
            Arrays.sort(chosen);
            for (int i = 0; i < count; i++) {
                if (i < packed.size()) {
                    bins.set(chosen[i], packed.get(i));
                }
            }
            for (int i = count - 1; i >= packed.size(); i--) {
                bins.remove(chosen[i]);
            }
        }
    }

    /** Different bins; the first is the emptiest of a few. */
    private int[] choose(int count) {
        var chosen = new int[count];
        Arrays.fill(chosen, -1);
        for (int i = 0; i < count; ) {
            var bin = below(bins.size());
            if (i == 0) {
                for (int k = 0; k < 4; k++) {
                    var other = below(bins.size());
                    bin = fill(bins.get(other)) < fill(bins.get(bin)) ? other : bin;
                }
            }
            var candidate = bin;
            if (Arrays.stream(chosen).noneMatch(it -> it == candidate)) {
                chosen[i++] = bin;
            }
        }
        return chosen;
    }

    /** Bin by bin with drawn weights and some noise; gives up beyond the limit. */
    private List<int[]> pack(int[] pool, int limit) {
        var weights = new double[dimensions];
        for (int j = 0; j < dimensions; j++) {
            weights[j] = 0.3 + unit();
        }
        var scores = BinCentric.Score.values();
        var score = scores[below(scores.length)];
        var noise = 0.3 * unit();
        var packed = new ArrayList<int[]>();
        var left = pool.length;
        while (left > 0 && packed.size() <= limit) {
            var room = instance.capacity().clone();
            var share = new double[dimensions];
            Arrays.fill(share, 1);
            var end = left;
            for (var best = pick(pool, left, room, share, score, weights, noise); best >= 0; ) {
                var item = pool[best];
                for (int j = 0; j < dimensions; j++) {
                    room[j] -= instance.items()[item][j];
                    share[j] -= shares[item][j];
                }
                pool[best] = pool[--left];
                pool[left] = item;
                best = pick(pool, left, room, share, score, weights, noise);
            }
            packed.add(Arrays.copyOfRange(pool, left, end));
        }
        return packed;
    }

    private int pick(
            int[] pool, int left, int[] room, double[] share, BinCentric.Score score, double[] weights, double noise) {
        var best = -1;
        var highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < left; i++) {
            if (BinCentric.fits(instance.items()[pool[i]], room)) {
                var value = BinCentric.score(score, weights, shares[pool[i]], share);
                value += Math.abs(value) * noise * unit();
                if (value > highest) {
                    highest = value;
                    best = i;
                }
            }
        }
        return best;
    }

    private double fill(int[] items) {
        var sum = 0.0;
        for (var item : items) {
            sum += volume[item];
        }
        return sum;
    }

    private double squares(List<int[]> packed) {
        var sum = 0.0;
        for (var each : packed) {
            sum += fill(each) * fill(each);
        }
        return sum;
    }

    private double squaresOf(int[] chosen) {
        var sum = 0.0;
        for (var each : chosen) {
            sum += fill(bins.get(each)) * fill(bins.get(each));
        }
        return sum;
    }

    /** SplitMix64. */
    private long next() {
        state += 0x9E3779B97F4A7C15L;
        var mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private int below(int bound) {
        return (int) Math.floorMod(next(), (long) bound);
    }

    private double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }
}
