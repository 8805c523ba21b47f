/** Taking nodes away: unneeded ones, parts of resizable ones, preempted and upgraded ones, and what Pods get told (autopilot sheet 3.2, 3.4, 3.5). */
@NullMarked
package dev.gkelocal.autopilot.core.consolidation;

import org.jspecify.annotations.NullMarked;
