/** Nodes that grow and shrink in place: sizes their VMs can have, what Pods get of them, and when they shrink. */
@NullMarked
package dev.gkelocal.autopilot.core.provisioning.resize;

import org.jspecify.annotations.NullMarked;
