package dev.gkelocal.platform.feed;

/** Takes every event, topic by topic in the order of the log. Called by one thread; returns soon. */
public interface EventSink {
    void accept(FeedEvent event);
}
