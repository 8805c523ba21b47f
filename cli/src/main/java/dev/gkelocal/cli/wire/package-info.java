/** HTTP to the platform on loopback. */
@NullMarked
package dev.gkelocal.cli.wire;

import org.jspecify.annotations.NullMarked;
