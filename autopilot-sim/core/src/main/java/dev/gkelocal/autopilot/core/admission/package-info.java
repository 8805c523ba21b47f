/** What Autopilot changes in a workload as it is applied: resources, placement and security fields, with its annotation and warnings. */
@NullMarked
package dev.gkelocal.autopilot.core.admission;

import org.jspecify.annotations.NullMarked;
