/** Brings the platform's objects into a cluster, waits for them, and takes them away. */
@NullMarked
package dev.gkelocal.kind.install;

import org.jspecify.annotations.NullMarked;
