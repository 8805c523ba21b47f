/** New nodes as they will be once they are there: labels, taints, what Pods can have and what the system's Pods take of it. */
@NullMarked
package dev.gkelocal.autopilot.core.provisioning.nodes;

import org.jspecify.annotations.NullMarked;
