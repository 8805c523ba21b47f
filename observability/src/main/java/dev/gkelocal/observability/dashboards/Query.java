package dev.gkelocal.observability.dashboards;

import dev.gkelocal.observability.promql.Expr;

/**
 * One expression of a panel.
 *
 * @param legend names the lines; {@code {{label}}} is replaced
 */
public record Query(Expr expr, String legend, Kind kind) {

    public enum Kind {
        /** A line over the time that is shown. */
        RANGE,
        /** Such a line, with a point for each exemplar that leads to a trace. */
        RANGE_WITH_EXEMPLARS,
        /** Cumulative buckets for a heatmap, with exemplars. */
        BUCKETS,
        /** One value, at the end of the time that is shown. */
        INSTANT
    }

    public static Query of(String legend, Expr expr) {
        return new Query(expr, legend, Kind.RANGE);
    }

    public static Query withExemplars(String legend, Expr expr) {
        return new Query(expr, legend, Kind.RANGE_WITH_EXEMPLARS);
    }

    public static Query buckets(Expr expr) {
        return new Query(expr, "{{le}}", Kind.BUCKETS);
    }

    public static Query instant(String legend, Expr expr) {
        return new Query(expr, legend, Kind.INSTANT);
    }
}
