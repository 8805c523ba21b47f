/** Simulators, switched on and off through the log. */
@NullMarked
package dev.gkelocal.platform.simulators;

import org.jspecify.annotations.NullMarked;
