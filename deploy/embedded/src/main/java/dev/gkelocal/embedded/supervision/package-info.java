/** The supervisor process: start, watch, restart, stop. */
@NullMarked
package dev.gkelocal.embedded.supervision;

import org.jspecify.annotations.NullMarked;
