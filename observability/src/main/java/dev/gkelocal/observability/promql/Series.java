package dev.gkelocal.observability.promql;

import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.Metric.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A selector of one series. Only labels that the catalogue gives it, or that a scrape adds, can be matched. */
public final class Series {
    /** Labels that discovery adds to every series. */
    public static final Set<String> SCRAPED = Set.of("job", "instance", "namespace", "pod");

    /** Upper bound of a bucket. */
    public static final String BOUND = "le";

    private final Metric metric;
    private final String suffix;
    private final List<String> matchers;

    private Series(Metric metric, String suffix, List<String> matchers) {
        this.metric = metric;
        this.suffix = suffix;
        this.matchers = List.copyOf(matchers);
    }

    /** A gauge or a counter; of a histogram take {@link #buckets}, {@link #count} or {@link #sum}. */
    public static Series of(Metric metric) {
        return new Series(metric, "", List.of());
    }

    public static Series buckets(Metric histogram) {
        return part(histogram, "_bucket");
    }

    public static Series count(Metric histogram) {
        return part(histogram, "_count");
    }

    public static Series sum(Metric histogram) {
        return part(histogram, "_sum");
    }

    private static Series part(Metric histogram, String suffix) {
        if (histogram.type() != Type.HISTOGRAM) {
            throw new IllegalArgumentException(histogram.name() + " is no histogram");
        }
        return new Series(histogram, suffix, List.of());
    }

    public Series where(String label, String value) {
        return matching(label, "=", value);
    }

    /** @param regex of the whole value; a dashboard's variable for one */
    public Series like(String label, String regex) {
        return matching(label, "=~", regex);
    }

    public Series unlike(String label, String regex) {
        return matching(label, "!~", regex);
    }

    private Series matching(String label, String operator, String value) {
        if (!metric.labels().contains(label)
                && !SCRAPED.contains(label)
                && !(suffix.equals("_bucket") && label.equals(BOUND))) {
            throw new IllegalArgumentException(
                    metric.name() + " has no label " + label + ", but " + metric.labels() + " and " + SCRAPED);
        }
        var more = new ArrayList<>(matchers);
        more.add(label + operator + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        return new Series(metric, suffix, more);
    }

    /** Per second, over a window such as {@code 5m} or {@code $__rate_interval}. */
    public Expr rate(String window) {
        requireGrowing();
        return Expr.atom("rate(" + selector() + "[" + window + "])");
    }

    public Expr increase(String window) {
        requireGrowing();
        return Expr.atom("increase(" + selector() + "[" + window + "])");
    }

    /** The value itself, of gauges alone: a counter's says nothing but when its process started. */
    public Expr now() {
        if (metric.type() != Type.GAUGE) {
            throw new IllegalArgumentException(metric.name() + " only grows: take rate or increase");
        }
        return Expr.atom(selector());
    }

    /** Whether it was seen within a window. */
    public Expr presentOver(String window) {
        return Expr.atom("present_over_time(" + selector() + "[" + window + "])");
    }

    /** Series that are there but were not a window ago, such as a counter's first count, which no increase shows. */
    public Expr newSince(String window) {
        return Expr.atom(selector()).unless(Expr.atom(selector() + " offset " + window));
    }

    /** The counter itself under another name, for who takes its rate later. */
    public Expr renamed() {
        return Expr.atom(selector());
    }

    /** As Prometheus reads it. Braces always, so that a reader tells series from words. */
    public String selector() {
        if (metric.type() == Type.HISTOGRAM && suffix.isEmpty()) {
            throw new IllegalArgumentException(metric.name() + " is a histogram: take its buckets, count or sum");
        }
        return metric.name() + suffix + "{" + String.join(",", matchers) + "}";
    }

    private void requireGrowing() {
        if (metric.type() == Type.GAUGE) {
            throw new IllegalArgumentException(metric.name() + " is a gauge: its value counts, not its growth");
        }
    }
}
