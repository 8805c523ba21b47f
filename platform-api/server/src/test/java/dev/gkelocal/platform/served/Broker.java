package dev.gkelocal.platform.served;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.eventlog.Append;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.eventlog.EventLogSettings;
import dev.gkelocal.testkit.broker.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/** Gives the gateway under test the shared broker, a state folder, and narrow bounds. */
public final class Broker implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try {
            return Map.of(
                    "gkelocal.kafka.bootstrap",
                    TestBroker.shared().bootstrap(),
                    "gkelocal.state_dir",
                    Files.createTempDirectory("gateway-test").toString(),
                    "gkelocal.gateway.heartbeat",
                    "200ms",
                    "gkelocal.gateway.waiting-events",
                    "50");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}

    /** The log as cloudrun-sim has it. */
    static EventLog cloudRunSim(String bootstrap) {
        var settings =
                new EventLogSettings(bootstrap, "cloudrun", 1, Duration.ofSeconds(10), Duration.ofDays(7), 64 << 20);
        var builder = EventLog.of(settings);
        Topics.ALL.forEach(builder::write);
        var log = builder.open();
        log.caughtUp().join();
        return log;
    }

    static void write(EventLog log, Topic<?> topic, Record value) {
        append(log, topic, value);
    }

    private static <T extends Record> void append(EventLog log, Topic<T> topic, Record value) {
        var outcome = log.writer().append(topic, topic.type().cast(value), null).join();
        if (!(outcome instanceof Append.Written)) {
            throw new AssertionError("not written: " + outcome);
        }
    }
}
