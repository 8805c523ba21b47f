package dev.gkelocal.observability.rules;

import dev.gkelocal.observability.promql.Expr;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A condition that someone should know of.
 *
 * @param lasting how long it must hold
 * @param summary one line; {@code {{ $labels.x }}} and {@code {{ $value }}} are replaced
 * @param description what it means and what to do first
 * @param dashboard uid of the dashboard that shows it
 * @param labels beside the severity
 */
public record Alert(
        String name,
        Severity severity,
        Expr expr,
        Duration lasting,
        String summary,
        String description,
        String dashboard,
        Map<String, String> labels)
        implements Rule {
    public Alert {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        if (!name.matches("([A-Z][a-z]+)+")) {
            throw new IllegalArgumentException("an alert's name is ComponentCondition, got " + name);
        }
    }

    Alert(
            String name,
            Severity severity,
            Expr expr,
            Duration lasting,
            String summary,
            String description,
            String dashboard) {
        this(name, severity, expr, lasting, summary, description, dashboard, Map.of());
    }

    /** Page of this repository that says what to do. */
    public String runbook() {
        return "docs/runbooks/" + name + ".md";
    }
}
