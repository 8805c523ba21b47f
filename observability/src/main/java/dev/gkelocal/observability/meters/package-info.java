/** Records the catalogue's series with Micrometer. The only package here that needs it on the class path. */
@NullMarked
package dev.gkelocal.observability.meters;

import org.jspecify.annotations.NullMarked;
