/** The gateway as it is served: real HTTP, real broker. */
@NullMarked
package dev.gkelocal.platform.served;

import org.jspecify.annotations.NullMarked;
