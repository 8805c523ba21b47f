package dev.gkelocal.observability.dashboards;

import dev.gkelocal.observability.rules.Alert;
import java.util.ArrayList;
import java.util.List;

/**
 * One panel.
 *
 * @param width of the 24 columns
 * @param limits values from which on the colour changes, ascending; none for a colour by series
 * @param alerts which this panel explains
 */
public record Panel(
        Kind kind,
        String title,
        String description,
        Unit unit,
        int width,
        List<Query> queries,
        List<Limit> limits,
        List<Alert> alerts) {
    static final int COLUMNS = 24;

    public enum Kind {
        LINES,
        STACKED_AREAS,
        FIGURES,
        HEATMAP,
        STATES
    }

    /** @param colour from this value on */
    public record Limit(double from, String colour) {}

    public Panel {
        queries = List.copyOf(queries);
        limits = List.copyOf(limits);
        alerts = List.copyOf(alerts);
        if (width < 1 || width > COLUMNS) {
            throw new IllegalArgumentException(title + ": width is from 1 to 24, got " + width);
        }
        if (queries.isEmpty()) {
            throw new IllegalArgumentException(title + ": a panel without queries shows nothing");
        }
    }

    public static Panel lines(String title, String description, Unit unit, Query... queries) {
        return of(Kind.LINES, title, description, unit, queries);
    }

    public static Panel areas(String title, String description, Unit unit, Query... queries) {
        return of(Kind.STACKED_AREAS, title, description, unit, queries);
    }

    public static Panel figures(String title, String description, Unit unit, Query... queries) {
        return of(Kind.FIGURES, title, description, unit, queries).wide(4);
    }

    /** @param buckets increase of a histogram's buckets by their bound */
    public static Panel heatmap(String title, String description, Unit unit, Query buckets) {
        return of(Kind.HEATMAP, title, description, unit, buckets);
    }

    public static Panel states(String title, String description, Unit unit, Query... queries) {
        return of(Kind.STATES, title, description, unit, queries);
    }

    private static Panel of(Kind kind, String title, String description, Unit unit, Query... queries) {
        return new Panel(kind, title, description, unit, 12, List.of(queries), List.of(), List.of());
    }

    public Panel wide(int columns) {
        return new Panel(kind, title, description, unit, columns, queries, limits, alerts);
    }

    /** Its colour from a value on. */
    public Panel from(double value, String colour) {
        var more = new ArrayList<>(limits);
        more.add(new Limit(value, colour));
        return new Panel(kind, title, description, unit, width, queries, more, alerts);
    }

    public Panel explains(Alert... explained) {
        return new Panel(kind, title, description, unit, width, queries, limits, List.of(explained));
    }

    int height() {
        return kind == Kind.FIGURES ? 4 : kind == Kind.STATES ? 5 : 8;
    }
}
