/** What Pods, nodes and the cluster cost, in Autopilot's two billing models, and the bill over virtual time (autopilot sheet 5). */
@NullMarked
package dev.gkelocal.autopilot.core.pricing;

import org.jspecify.annotations.NullMarked;
