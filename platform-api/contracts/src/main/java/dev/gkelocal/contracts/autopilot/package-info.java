/** What autopilot-sim publishes. */
@NullMarked
package dev.gkelocal.contracts.autopilot;

import org.jspecify.annotations.NullMarked;
