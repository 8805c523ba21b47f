/**
 * Autopilot's rules in a real cluster: webhooks over TLS, the configurations that make the API server call them, and nodes that advertise
 * more than the machine has. Loaded in a cluster only.
 */
@NullMarked
package dev.gkelocal.autopilot.service.enforcement;

import org.jspecify.annotations.NullMarked;
