/** What cloudrun-sim publishes. */
@NullMarked
package dev.gkelocal.contracts.cloudrun;

import org.jspecify.annotations.NullMarked;
