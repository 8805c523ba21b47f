/** {@code gke-local registry}: the image registry beside the Kind cluster. */
@NullMarked
package dev.gkelocal.cli.registry;

import org.jspecify.annotations.NullMarked;
