/** Who may call the service, and how it answers. */
@NullMarked
package dev.gkelocal.autopilot.service.access;

import org.jspecify.annotations.NullMarked;
