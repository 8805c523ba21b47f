/** What comes in from the event log, in the form in which the rest of the gateway takes it. */
@NullMarked
package dev.gkelocal.platform.feed;

import org.jspecify.annotations.NullMarked;
