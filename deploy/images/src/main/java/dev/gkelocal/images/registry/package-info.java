/** A registry of container images over HTTP: the OCI distribution protocol as far as reading and cleaning up need it. */
@NullMarked
package dev.gkelocal.images.registry;

import org.jspecify.annotations.NullMarked;
