package dev.gkelocal.observability.rules;

import dev.gkelocal.observability.promql.Expr;

/** What Prometheus evaluates at every interval. */
public sealed interface Rule permits Alert, Recording {
    /** Of the alert, or of the series that is made. */
    String name();

    Expr expr();
}
