/** Scenarios in virtual time: what would a cluster do, and what would it cost. */
@NullMarked
package dev.gkelocal.autopilot.core.whatif;

import org.jspecify.annotations.NullMarked;
