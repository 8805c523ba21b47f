/** The platform as processes on this machine: {@link dev.gkelocal.embedded.Platform} starts, stops and looks at it. */
@NullMarked
package dev.gkelocal.embedded;

import org.jspecify.annotations.NullMarked;
