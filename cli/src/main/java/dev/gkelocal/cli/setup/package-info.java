/** What needs no running platform: a new project, checks of its configuration, shell completion. */
@NullMarked
package dev.gkelocal.cli.setup;

import org.jspecify.annotations.NullMarked;
