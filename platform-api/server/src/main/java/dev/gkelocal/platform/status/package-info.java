/** The platform's own processes: alive, ready, how large. */
@NullMarked
package dev.gkelocal.platform.status;

import org.jspecify.annotations.NullMarked;
