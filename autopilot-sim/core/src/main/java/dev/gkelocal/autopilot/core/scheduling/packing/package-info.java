/**
 * Vector bin packing on its own: items with several sizes into the fewest equal bins. Shows how far a placement is from what is
 * possible (autopilot sheet 4.5).
 */
@NullMarked
package dev.gkelocal.autopilot.core.scheduling.packing;

import org.jspecify.annotations.NullMarked;
