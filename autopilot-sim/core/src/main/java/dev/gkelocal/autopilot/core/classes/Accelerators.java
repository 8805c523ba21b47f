package dev.gkelocal.autopilot.core.classes;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The GPU types: gpus.tsv and gpu-maxima.tsv beside this class, read once. */
public final class Accelerators {
    private static final class Shipped {
        static final Map<String, Accelerator> BY_NAME = read();
    }

    private Accelerators() {}

    public static Optional<Accelerator> find(String name) {
        return Optional.ofNullable(Shipped.BY_NAME.get(name));
    }

    public static Collection<Accelerator> all() {
        return Shipped.BY_NAME.values();
    }

    private static Map<String, Accelerator> read() {
        var maxima = new HashMap<String, Map<Integer, Resources>>();
        for (var cells : DataTable.read(Accelerators.class, "gpu-maxima.tsv").rows()) {
            maxima.computeIfAbsent(text(cells, "gpu"), name -> new HashMap<>())
                    .put(
                            Integer.valueOf(text(cells, "count")),
                            new Resources(
                                    text(cells, "cpu").isEmpty()
                                            ? ClassRules.UNLIMITED
                                            : Quantity.of(text(cells, "cpu")).milli(),
                                    units(cells, "memory"),
                                    units(cells, "ephemeral"),
                                    Map.of()));
        }
        var byName = new LinkedHashMap<String, Accelerator>();
        for (var cells : DataTable.read(Accelerators.class, "gpus.tsv").rows()) {
            var name = text(cells, "gpu");
            var vcpus = new TreeMap<Integer, Integer>();
            pairs(text(cells, "vcpus-by-count")).forEach((count, vcpu) -> vcpus.put(Integer.valueOf(count), vcpu));
            byName.put(
                    name,
                    new Accelerator(
                            name,
                            text(cells, "family"),
                            vcpus,
                            pairs(text(cells, "partitions")),
                            maxima.getOrDefault(name, Map.of())));
        }
        return Map.copyOf(byName);
    }

    private static Map<String, Integer> pairs(String text) {
        var pairs = new LinkedHashMap<String, Integer>();
        for (var pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            var at = pair.lastIndexOf(':');
            pairs.put(pair.substring(0, at), Integer.valueOf(pair.substring(at + 1)));
        }
        return pairs;
    }

    private static long units(Map<String, String> cells, String column) {
        return text(cells, column).isEmpty()
                ? ClassRules.UNLIMITED
                : Quantity.of(text(cells, column)).units();
    }

    private static String text(Map<String, String> cells, String column) {
        return cells.getOrDefault(column, "");
    }
}
