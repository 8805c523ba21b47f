/** Processes by identity: who is alive, how to end them, who holds a port. */
@NullMarked
package dev.gkelocal.embedded.process;

import org.jspecify.annotations.NullMarked;
