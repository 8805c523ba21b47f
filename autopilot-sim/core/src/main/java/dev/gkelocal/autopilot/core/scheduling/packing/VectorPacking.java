package dev.gkelocal.autopilot.core.scheduling.packing;

/** Packs by a small portfolio of known heuristics, takes the best, and improves it within a bounded effort. */
public final class VectorPacking {
    /** @param rounds of improvement; each takes a few bins apart */
    public record Effort(int rounds) {
        /** Heuristics only. */
        public static final Effort QUICK = new Effort(0);

        public static final Effort USUAL = new Effort(10_000);
    }

    private VectorPacking() {}

    public static Packing pack(Instance instance, Effort effort) {
        var goal = instance.lowerBound();
        if (goal == 0) {
            return new Packing(new int[0], 0, "nothing to pack");
        }
        var best = best(instance, goal);
        if (effort.rounds == 0 || best.bins() == goal) {
            return best;
        }
        return new Improvement(instance, best).run(effort.rounds, goal, best.rule() + ", improved");
    }

    /** The fewest bins that any rule makes; ends early where the goal is reached. */
    private static Packing best(Instance instance, int goal) {
        var binCentric = new BinCentric(instance);
        var best = binCentric.pack(BinCentric.Score.DOT_PRODUCT, Weights.UNIT);
        for (var score : BinCentric.Score.values()) {
            for (var weights : Weights.values()) {
                best = better(best, binCentric.pack(score, weights));
                if (best.bins() == goal) {
                    return best;
                }
            }
        }
        var itemCentric = new ItemCentric(instance);
        for (var size : ItemCentric.Size.values()) {
            for (var weights : Weights.values()) {
                best = better(best, itemCentric.pack(size, weights, false));
                best = better(best, itemCentric.pack(size, weights, true));
            }
        }
        return best;
    }

    private static Packing better(Packing held, Packing next) {
        return next.bins() < held.bins() ? next : held;
    }
}
