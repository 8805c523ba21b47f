/** Which project a command is about, its configuration and where its platform listens. */
@NullMarked
package dev.gkelocal.cli.project;

import org.jspecify.annotations.NullMarked;
