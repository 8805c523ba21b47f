/** Kind clusters: their templates, their states, and making, mending and deleting them with the {@code kind} program. */
@NullMarked
package dev.gkelocal.kind.cluster;

import org.jspecify.annotations.NullMarked;
