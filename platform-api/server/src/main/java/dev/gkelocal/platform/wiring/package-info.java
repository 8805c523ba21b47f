/** Puts the parts together and connects them to the log, the clock and the HTTP server. */
@NullMarked
package dev.gkelocal.platform.wiring;

import org.jspecify.annotations.NullMarked;
