/** Figures of the Autopilot core beside published ones. */
@NullMarked
package dev.gkelocal.bench.autopilot;

import org.jspecify.annotations.NullMarked;
