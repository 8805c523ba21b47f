package dev.gkelocal.eventlog;

import java.time.Duration;

/** Told what the log does. Calls come from the log's own threads and must return at once. */
public interface EventLogMetrics {
    EventLogMetrics NONE = new EventLogMetrics() {};

    /** The first reading up to the end offsets is over. */
    default void replayed(Duration took, long records) {}

    /** Records of the topic that are written but not read yet. */
    default void lag(String topic, long records) {}

    /** A record was read, in a replay too. */
    default void read(String topic) {}

    /** A record was unreadable and went to the dead letter topic. */
    default void deadLettered(String topic) {}

    /** A record was given up because the buffer was full, before it was ever sent. */
    default void dropped(String topic) {}

    /** The broker came or went, as seen by this process. */
    default void brokerReachable(boolean reachable) {}
}
