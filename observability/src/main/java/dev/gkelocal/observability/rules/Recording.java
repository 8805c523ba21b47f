package dev.gkelocal.observability.rules;

import dev.gkelocal.observability.promql.Expr;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A series made of others.
 *
 * @param name with a colon, which raw series never have
 * @param labels added to each sample
 */
public record Recording(String name, Expr expr, Map<String, String> labels) implements Rule {
    public Recording {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        if (!name.matches("[a-z_]+:[a-z0-9_:]+")) {
            throw new IllegalArgumentException("a recorded series is level:metric:operation, got " + name);
        }
    }
}
