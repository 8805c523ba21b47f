/** The programs beside us: running them, and the container engine of this machine. */
@NullMarked
package dev.gkelocal.kind.engine;

import org.jspecify.annotations.NullMarked;
