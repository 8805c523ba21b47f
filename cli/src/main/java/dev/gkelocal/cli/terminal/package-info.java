/** What a user sees of any command: words, data, colours, progress, and how it ended. */
@NullMarked
package dev.gkelocal.cli.terminal;

import org.jspecify.annotations.NullMarked;
