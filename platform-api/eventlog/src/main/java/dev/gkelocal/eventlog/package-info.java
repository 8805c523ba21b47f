/**
 * The event log as a service sees it: typed topics, replayed state, writes that are read back, and a background publisher.
 *
 * <p>{@link EventLog} is the way in. What users write goes through {@link LogFirst} (append, apply when read back); what
 * the platform did goes through {@link StatePublisher} (done first, published in the background).
 */
@NullMarked
package dev.gkelocal.eventlog;

import org.jspecify.annotations.NullMarked;
