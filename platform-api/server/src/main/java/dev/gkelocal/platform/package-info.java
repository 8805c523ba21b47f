/** The gateway: one API over all services. */
@NullMarked
package dev.gkelocal.platform;

import org.jspecify.annotations.NullMarked;
