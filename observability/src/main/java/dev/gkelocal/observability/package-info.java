/** Every series that the platform exposes: the one place where a metric is named. */
@NullMarked
package dev.gkelocal.observability;

import org.jspecify.annotations.NullMarked;
