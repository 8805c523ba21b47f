/** The command line's own start: its cache and the builds the launcher keeps. */
@NullMarked
package dev.gkelocal.cli.startup;

import org.jspecify.annotations.NullMarked;
