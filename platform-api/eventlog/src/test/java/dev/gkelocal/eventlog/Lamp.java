package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topic.Retention;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.util.concurrent.atomic.AtomicInteger;

/** A state to test with. */
record Lamp(String id, Version version, int level) implements Versioned {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    static Lamp of(String id, long epoch, long generation) {
        return new Lamp(id, new Version(epoch, generation), (int) generation);
    }

    /** A topic of its own for each test. */
    static Topic<Lamp> topic() {
        return new Topic<>(
                "gkelocal.test.lamp" + TOPICS.incrementAndGet(),
                "dev.gkelocal.test.lamp.changed.v1",
                Lamp.class,
                Retention.COMPACTED,
                Lamp::id);
    }

    /** A fact to test with. */
    record Flashed(String lamp, int count) {
        static Topic<Flashed> topic() {
            return new Topic<>(
                    "gkelocal.test.flash" + TOPICS.incrementAndGet(),
                    "dev.gkelocal.test.lamp.flashed.v1",
                    Flashed.class,
                    Retention.EXPIRING,
                    Flashed::lamp);
        }
    }
}
