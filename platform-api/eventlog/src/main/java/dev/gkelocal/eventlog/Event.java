package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Topic;

/** One record of a topic as read. */
public sealed interface Event<T extends Record> {
    Topic<T> topic();

    Envelope envelope();

    /** A state that is newer than any before, or a fact. */
    record Written<T extends Record>(Topic<T> topic, T value, Envelope envelope) implements Event<T> {}

    /** The aggregate is gone (a tombstone). */
    record Removed<T extends Record>(Topic<T> topic, Envelope envelope) implements Event<T> {}
}
