/** What platform-api publishes. */
@NullMarked
package dev.gkelocal.contracts.platform;

import org.jspecify.annotations.NullMarked;
