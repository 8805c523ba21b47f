/** Which revision a request goes to (cloudrun sheet 4.2). */
@NullMarked
package dev.gkelocal.cloudrun.core.traffic;

import org.jspecify.annotations.NullMarked;
