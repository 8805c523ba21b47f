package dev.gkelocal.config.loading;

import java.util.Comparator;
import java.util.Map;

/** Where each value came from, by the path of its key; entries of a map have paths of their own, such as {@code secrets.TOKEN}. */
public record Origins(Map<String, Origin> byPath) {
    private static final Origin DEFAULT = new Origin.Default();

    public Origins {
        byPath = Map.copyOf(byPath);
    }

    public Origin of(String path) {
        return byPath.getOrDefault(path, DEFAULT);
    }

    /** The same; of a map, where the first of its entries came from. */
    Origin first(String path) {
        return byPath.keySet().stream()
                .filter(it -> it.equals(path) || it.startsWith(path + "."))
                .min(Comparator.naturalOrder())
                .map(this::of)
                .orElse(DEFAULT);
    }
}
