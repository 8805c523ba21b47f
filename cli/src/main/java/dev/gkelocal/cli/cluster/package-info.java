/** {@code gke-local cluster}: the Kind cluster of a project. */
@NullMarked
package dev.gkelocal.cli.cluster;

import org.jspecify.annotations.NullMarked;
