package dev.gkelocal.eventlog;

import dev.gkelocal.testkit.broker.TestBroker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Settings and waiting for the tests of this module. */
final class LogFixture {
    static final Duration APPEND_TIMEOUT = Duration.ofSeconds(3);

    private static final AtomicInteger COMPONENTS = new AtomicInteger();

    private LogFixture() {}

    static EventLogSettings settings(TestBroker broker) {
        return settings(broker, 1);
    }

    static EventLogSettings settings(TestBroker broker, long epoch) {
        return new EventLogSettings(
                broker.bootstrap(),
                "test" + COMPONENTS.incrementAndGet(),
                epoch,
                APPEND_TIMEOUT,
                Duration.ofHours(1),
                8 << 20);
    }

    static EventLog caughtUp(EventLog.Builder builder) throws Exception {
        var log = builder.open();
        log.caughtUp().get(30, TimeUnit.SECONDS);
        return log;
    }
}
