/** Prometheus rules as values: alerts, service levels, and Google's names for our series (observability sheet 9, 12, 13). */
@NullMarked
package dev.gkelocal.observability.rules;

import org.jspecify.annotations.NullMarked;
