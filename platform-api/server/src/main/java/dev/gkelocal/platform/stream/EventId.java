package dev.gkelocal.platform.stream;

import dev.gkelocal.platform.feed.FeedEvent;
import java.util.Optional;

/**
 * The id of an event on the stream, which a client gives back to go on after it.
 *
 * @param log that the position belongs to; empty while it is not known
 */
record EventId(String log, Position position) {
    private static final char MARK = '/';

    /** Empty when it is no id of ours. One without a log is of an earlier build, and of no log that is known. */
    static Optional<EventId> parse(String text) {
        var mark = text.indexOf(MARK);
        var log = text.substring(0, Math.max(0, mark));
        return Position.parse(text.substring(mark + 1)).map(it -> new EventId(log, it));
    }

    EventId with(FeedEvent read) {
        return new EventId(log, position.with(read.topic(), read.offset()));
    }

    @Override
    public String toString() {
        return log + MARK + position;
    }
}
