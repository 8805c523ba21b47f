package dev.gkelocal.platform.stream;

import dev.gkelocal.platform.feed.FeedEvent;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The newest events of one topic, for clients that come back. Bounded by count and by size. Not safe for several
 * threads.
 */
final class KeptEvents {
    private final boolean expires;
    private final int maxEvents;
    private final long maxCharacters;
    private final ArrayDeque<Kept> events = new ArrayDeque<>();
    private long characters;

    /** Offset up to which events are no longer here, whatever they were. */
    private long forgottenUpTo = Position.NOTHING;

    private long newest = Position.NOTHING;

    KeptEvents(boolean expires, int maxEvents, long maxCharacters) {
        this.expires = expires;
        this.maxEvents = maxEvents;
        this.maxCharacters = maxCharacters;
    }

    /**
     * An event with its place among those of all topics.
     *
     * @param arrival counts the events that this process has read
     */
    record Kept(long arrival, FeedEvent event) {}

    /** Of facts, what lies before the first one read is gone; of state, it was superseded. */
    void add(long arrival, FeedEvent event) {
        if (expires && newest == Position.NOTHING) {
            forgottenUpTo = event.offset() - 1;
        }
        events.addLast(new Kept(arrival, event));
        characters += event.cloudEvent().length();
        newest = event.offset();
        while (events.size() > maxEvents || (characters > maxCharacters && events.size() > 1)) {
            var oldest = events.removeFirst().event();
            characters -= oldest.cloudEvent().length();
            forgottenUpTo = oldest.offset();
        }
    }

    long newest() {
        return newest;
    }

    /** Offset after which every event that the log still has is here. */
    long oldestKnown() {
        return forgottenUpTo;
    }

    /** Whether every event after this offset that the log still has is here. */
    boolean reachesBackTo(long offset) {
        return offset >= forgottenUpTo && offset <= newest;
    }

    List<Kept> after(long offset) {
        return events.stream().filter(it -> it.event().offset() > offset).toList();
    }
}
