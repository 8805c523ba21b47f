/** Container images made with Jib, without an engine, and pushed to a registry. */
@NullMarked
package dev.gkelocal.images.containers;

import org.jspecify.annotations.NullMarked;
