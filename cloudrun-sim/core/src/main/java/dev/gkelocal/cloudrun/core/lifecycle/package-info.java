/** The life of an instance, and when a failing revision may try to start another (cloudrun sheet 1.3, 1.4). */
@NullMarked
package dev.gkelocal.cloudrun.core.lifecycle;

import org.jspecify.annotations.NullMarked;
