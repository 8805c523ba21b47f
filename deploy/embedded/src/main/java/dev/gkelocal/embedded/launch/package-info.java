/** Which programs run, with which flags, ports and class archives. */
@NullMarked
package dev.gkelocal.embedded.launch;

import org.jspecify.annotations.NullMarked;
