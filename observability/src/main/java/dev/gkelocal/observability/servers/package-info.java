/** The servers' own configuration: what Prometheus scrapes, where Grafana looks, how Jaeger keeps traces. */
@NullMarked
package dev.gkelocal.observability.servers;

import org.jspecify.annotations.NullMarked;
