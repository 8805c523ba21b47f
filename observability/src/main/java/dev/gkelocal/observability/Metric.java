package dev.gkelocal.observability;

import java.util.List;

/**
 * One series as a scrape shows it.
 *
 * @param name in full, with unit and {@code _total}
 * @param labels in the order in which values are given
 * @param help one sentence
 * @param source what it imitates or where it was asked for
 * @param buckets upper bounds of a histogram, ascending; empty for the other types
 */
public record Metric(
        String name, Type type, Unit unit, List<String> labels, String help, String source, List<Double> buckets) {

    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    /** Base units only. */
    public enum Unit {
        SECONDS,
        BYTES,
        REQUESTS,
        INSTANCES,
        EVENTS,
        DECISIONS,
        CONNECTIONS,
        PODS,
        NODES,
        /** vCPUs or bytes: the label tells. */
        RESOURCE,
        /** 1 for yes, 0 for no. */
        FLAG
    }

    public Metric {
        labels = List.copyOf(labels);
        buckets = List.copyOf(buckets);
        if (buckets.isEmpty() == (type == Type.HISTOGRAM)) {
            throw new IllegalArgumentException(name + ": buckets belong to histograms, and to those always");
        }
    }
}
