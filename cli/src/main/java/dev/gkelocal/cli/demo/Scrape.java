package dev.gkelocal.cli.demo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Series of a Prometheus text page, as far as the demo needs them: sums by name and labels. */
record Scrape(List<String> lines) {
    /** Name, labels, value, and unread: a time stamp and an exemplar (OpenMetrics 1.0). */
    private static final Pattern SAMPLE =
            Pattern.compile("(\\w+)(?:\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)})? (\\S+)(?: [\\d.]+)?(?: # .*)?");

    Scrape {
        lines = List.copyOf(lines);
    }

    static Scrape of(String text) {
        return new Scrape(text.lines().filter(it -> !it.startsWith("#")).toList());
    }

    /** The sum of the series of this name that have every label, each as {@code name="value"}; 0 without any. */
    double sum(String name, String... labels) {
        return lines.stream()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .filter(it -> it.group(1).equals(name) && hasAll(it.group(2), labels))
                .mapToDouble(it -> Double.parseDouble(it.group(3)))
                .sum();
    }

    private static boolean hasAll(@Nullable String given, String... wanted) {
        var labels = given == null ? "" : given;
        for (var label : wanted) {
            if (!labels.contains(label)) {
                return false;
            }
        }
        return true;
    }
}
