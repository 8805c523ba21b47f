package dev.gkelocal.bench.autopilot;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.scheduling.packing.Instance;
import dev.gkelocal.autopilot.core.scheduling.packing.VectorPacking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Bins over all published instances per class, beside bound, best published variant and the families. */
final class PackingGaps {
    private PackingGaps() {}

    static void print(Path oracles) throws IOException {
        SchedulingBench.print(
                "vector packing: sums of bins; bound = optimum where known; goal: improved <= best bin-centric");
        SchedulingBench.print(
                "  %-18s %7s %7s %7s %7s %7s %7s %7s  %s",
                "class", "bound", "best", "item", "bin", "quick", "ours", "gap %", "seconds");
        for (var benchmark : List.of("panigrahy", "new", "triplet")) {
            var classes = new TreeMap<String, Sum>();
            for (var row : SchedulingBench.rows(oracles.resolve("packing/" + benchmark + ".jsonl.gz"))) {
                classes.computeIfAbsent(row.get("class").text(), it -> new Sum())
                        .add(row);
            }
            classes.forEach((name, sum) -> sum.print(benchmark + " " + name));
        }
    }

    private static final class Sum {
        private long bound;
        private long best;
        private long item;
        private long bin;
        private long quick;
        private long ours;
        private double seconds;

        void add(Value row) {
            var instance = new Instance(
                    numbers(row.get("capacity")),
                    row.get("items").items().stream().map(PackingGaps::numbers).toArray(int[][]::new));
            quick += VectorPacking.pack(instance, VectorPacking.Effort.QUICK).bins();
            var started = System.nanoTime();
            var packing = VectorPacking.pack(instance, VectorPacking.Effort.USUAL);
            seconds += (System.nanoTime() - started) / 1e9;
            var least = number(row.get("opt").isSet() ? row.get("opt") : row.get("lb"));
            if (!packing.isValidFor(instance) || packing.bins() < least) {
                throw new IllegalStateException(row.get("id").text() + ": " + packing.bins() + " bins cannot be");
            }
            ours += packing.bins();
            bound += least;
            best += number(row.get("best"));
            item += number(row.get("bestItemCentric"));
            bin += number(row.get("bestBinCentric"));
        }

        void print(String name) {
            SchedulingBench.print(
                    "  %-18s %7d %7d %7d %7d %7d %7d %7.2f  %.1f%s",
                    name,
                    bound,
                    best,
                    item,
                    bin,
                    quick,
                    ours,
                    100.0 * (ours - bound) / bound,
                    seconds,
                    ours <= bin ? "" : "  ABOVE the best bin-centric");
        }
    }

    private static int[] numbers(Value list) {
        return list.items().stream().mapToInt(PackingGaps::number).toArray();
    }

    private static int number(Value value) {
        return (int) value.integer().orElseThrow();
    }
}
