/** Alerts that Prometheus sends, as to an Alertmanager: kept in memory, since Prometheus repeats them every minute. */
@NullMarked
package dev.gkelocal.platform.alerts;

import org.jspecify.annotations.NullMarked;
