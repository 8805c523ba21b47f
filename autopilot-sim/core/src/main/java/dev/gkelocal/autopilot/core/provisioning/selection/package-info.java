/** Which machine families and CPU platform suit a Pod, by its selectors, its class and the cluster's settings. */
@NullMarked
package dev.gkelocal.autopilot.core.provisioning.selection;

import org.jspecify.annotations.NullMarked;
