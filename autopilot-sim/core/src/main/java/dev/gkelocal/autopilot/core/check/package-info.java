/** What Autopilot would do to objects before anybody applies them: every stage in the cluster's order, each with its reason. */
@NullMarked
package dev.gkelocal.autopilot.core.check;

import org.jspecify.annotations.NullMarked;
