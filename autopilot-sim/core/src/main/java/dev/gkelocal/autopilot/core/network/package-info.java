/** Network policy: may this end talk to that one, in which direction is it stopped, and by which rule (autopilot sheet 6.3). */
@NullMarked
package dev.gkelocal.autopilot.core.network;

import org.jspecify.annotations.NullMarked;
