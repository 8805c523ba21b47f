package dev.gkelocal.platform.wiring;

import dev.gkelocal.platform.feed.FeedEvent;

/** Records the work that an event brings about. */
@FunctionalInterface
interface EventSpans {
    EventSpans NONE = (event, work) -> work.run();

    void around(FeedEvent event, Runnable work);
}
