/** A simulated cluster: controllers, Pod and node life, autoscaling, faults and cost, driven by facts, commands and instants. */
@NullMarked
package dev.gkelocal.autopilot.core.cluster;

import org.jspecify.annotations.NullMarked;
