/** Open-loop load on one address, measured from the planned send time. */
@NullMarked
package dev.gkelocal.cli.load;

import org.jspecify.annotations.NullMarked;
