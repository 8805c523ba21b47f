/** The seam between the control plane, which decides where requests may go, and the data plane, which sends them. */
@NullMarked
package dev.gkelocal.cloudrun.routing;

import org.jspecify.annotations.NullMarked;
