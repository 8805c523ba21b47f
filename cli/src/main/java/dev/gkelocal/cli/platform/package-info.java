/** The platform itself: start, stop, state, logs, wipe. */
@NullMarked
package dev.gkelocal.cli.platform;

import org.jspecify.annotations.NullMarked;
