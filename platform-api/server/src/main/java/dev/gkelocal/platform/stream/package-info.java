/** The event stream: one long answer per client, resumed where it broke. */
@NullMarked
package dev.gkelocal.platform.stream;

import org.jspecify.annotations.NullMarked;
