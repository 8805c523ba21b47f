/** What each compute class asks of a Pod's resources, as versioned data: read by admission, which raises, and by Warden, which refuses. */
@NullMarked
package dev.gkelocal.autopilot.core.classes;

import org.jspecify.annotations.NullMarked;
