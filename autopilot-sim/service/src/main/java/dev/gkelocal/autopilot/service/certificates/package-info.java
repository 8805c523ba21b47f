/** The webhooks' certificates: an authority of our own, what it signs, and when each is renewed. */
@NullMarked
package dev.gkelocal.autopilot.service.certificates;

import org.jspecify.annotations.NullMarked;
