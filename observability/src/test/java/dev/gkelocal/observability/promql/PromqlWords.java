package dev.gkelocal.observability.promql;

import dev.gkelocal.observability.FrameworkMetrics;
import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.Metric.Type;
import dev.gkelocal.observability.MetricCatalogue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Series and labels in an expression's text, found by their form: we write every series with braces. */
public final class PromqlWords {
    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");

    private PromqlWords() {}

    public static Set<String> series(String expr) {
        return SERIES.matcher(expr).results().map(it -> it.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Labels that results are grouped by. */
    public static Set<String> groupedBy(String expr) {
        return GROUPED.matcher(expr)
                .results()
                .flatMap(it -> Stream.of(it.group(1).split(",")))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As a scrape shows them: of a histogram its parts. */
    public static Set<String> catalogued() {
        return all().flatMap(PromqlWords::names).collect(Collectors.toSet());
    }

    public static Set<String> counters() {
        return all().filter(it -> it.type() != Type.GAUGE)
                .flatMap(PromqlWords::names)
                .collect(Collectors.toSet());
    }

    public static Set<String> labels() {
        return Stream.concat(
                        all().flatMap(it -> it.labels().stream()),
                        Stream.concat(Series.SCRAPED.stream(), Stream.of(Series.BOUND)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(Metric metric) {
        return metric.type() == Type.HISTOGRAM
                ? Stream.of("_bucket", "_count", "_sum").map(it -> metric.name() + it)
                : Stream.of(metric.name());
    }

    private static Stream<Metric> all() {
        return Stream.of(MetricCatalogue.ALL, FrameworkMetrics.ALL).flatMap(List::stream);
    }
}
