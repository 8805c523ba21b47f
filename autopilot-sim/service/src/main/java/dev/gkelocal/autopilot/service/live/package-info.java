/** The simulated cluster as it runs: its thread, its clock, what it writes to the event log and what it goes on from. */
@NullMarked
package dev.gkelocal.autopilot.service.live;

import org.jspecify.annotations.NullMarked;
