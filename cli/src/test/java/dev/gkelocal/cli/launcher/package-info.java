/** The launcher script, run by the system's shell in a copy of the repository with a made-up JDK and build. */
@NullMarked
package dev.gkelocal.cli.launcher;

import org.jspecify.annotations.NullMarked;
