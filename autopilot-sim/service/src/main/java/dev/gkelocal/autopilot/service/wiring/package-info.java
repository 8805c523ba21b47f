/** Puts the service together: the only place that knows the framework, the clocks and the configuration. */
@NullMarked
package dev.gkelocal.autopilot.service.wiring;

import org.jspecify.annotations.NullMarked;
