/** Grafana dashboards as values, written as classic dashboard JSON (observability sheet 8). */
@NullMarked
package dev.gkelocal.observability.dashboards;

import org.jspecify.annotations.NullMarked;
