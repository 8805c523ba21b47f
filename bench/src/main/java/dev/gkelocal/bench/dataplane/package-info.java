/** The ingress beside nginx as a proxy to the same program, in turns, on the same machine. */
@NullMarked
package dev.gkelocal.bench.dataplane;

import org.jspecify.annotations.NullMarked;
