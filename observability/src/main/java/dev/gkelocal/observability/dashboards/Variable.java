package dev.gkelocal.observability.dashboards;

import dev.gkelocal.observability.promql.Series;

/**
 * A choice at the head of a dashboard: values that a label has. Several can be chosen, all are at first.
 *
 * @param series where the values are looked up
 * @param label whose values they are
 */
public record Variable(String name, String label, Series series) {

    /** The data source itself, first on every dashboard. */
    public static final String DATASOURCE = "datasource";

    /** As it stands in an expression. */
    public String inQuery() {
        return "$" + name;
    }
}
