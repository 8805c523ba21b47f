/** The command {@code gke-local}. */
@NullMarked
package dev.gkelocal.cli;

import org.jspecify.annotations.NullMarked;
