package dev.gkelocal.eventlog;

import static dev.gkelocal.eventlog.LogFixture.caughtUp;
import static dev.gkelocal.eventlog.LogFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.testkit.broker.TestBroker;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogFirstTest {
    private final TestBroker broker = TestBroker.shared();
    private final Topic<Lamp> topic = Lamp.topic();

    @Test
    void write_whenAnswered_isApplied() throws Exception {
        // Given
        try (var log = caughtUp(EventLog.of(settings(broker)).read(topic))) {
            // When
            var result = brighten(log, "a").get(10, TimeUnit.SECONDS);
            // Then
            assertThat(result).isEqualTo(new WriteResult.Applied<>(new Lamp("a", new Version(1, 1), 1)));
            assertThat(log.table(topic).get("a")).contains(new Lamp("a", new Version(1, 1), 1));
        }
    }

    @Test
    void concurrentWrites_ofOneAggregate_eachSeeTheOneBefore() throws Exception {
        // Given
        try (var log = caughtUp(EventLog.of(settings(broker)).read(topic))) {
            var writes = new ArrayList<CompletableFuture<WriteResult<Lamp, String>>>();
            // When
            for (int i = 0; i < 40; i++) {
                writes.add(brighten(log, "a"));
            }
            CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
            // Then
            assertThat(writes).extracting(CompletableFuture::join).hasOnlyElementsOfType(WriteResult.Applied.class);
            assertThat(log.table(topic).get("a")).contains(new Lamp("a", new Version(1, 40), 40));
        }
    }

    @Test
    void twoWriters_ofOneAggregate_oneWinsTheOtherIsSuperseded() throws Exception {
        // Given
        try (var one = caughtUp(EventLog.of(settings(broker, 1)).read(topic));
                var two = caughtUp(EventLog.of(settings(broker, 2)).read(topic))) {
            brighten(two, "a").get(10, TimeUnit.SECONDS);
            // When
            var late = one.logFirst()
                    .<Lamp, String>write(
                            topic, "a", null, current -> new Decision.Write<>(new Lamp("a", current.next(), 9)))
                    .get(10, TimeUnit.SECONDS);
            // Then
            assertThat(late).isInstanceOf(WriteResult.Superseded.class);
            assertThat(one.table(topic).get("a")).contains(new Lamp("a", new Version(2, 1), 1));
        }
    }

    @Test
    void writer_thatDoesNotLeadNow_writesNothing() throws Exception {
        // Given
        var epoch = new AtomicLong();
        try (var log = caughtUp(EventLog.of(settings(broker)).epoch(epoch::get).read(topic))) {
            // When
            var before = brighten(log, "a").get(10, TimeUnit.SECONDS);
            epoch.set(7);
            var leading = brighten(log, "a").get(10, TimeUnit.SECONDS);
            // Then
            assertThat(before)
                    .isEqualTo(new WriteResult.Unavailable<>("this replica does not lead now; nothing was written"));
            assertThat(leading).isEqualTo(new WriteResult.Applied<>(new Lamp("a", new Version(7, 1), 1)));
        }
    }

    @Test
    void readToEnd_ofOneReader_hasWhatAnotherWrote() throws Exception {
        // Given
        try (var one = caughtUp(EventLog.of(settings(broker)).read(topic));
                var two = caughtUp(EventLog.of(settings(broker)).read(topic))) {
            for (int i = 0; i < 20; i++) {
                brighten(one, "a").get(10, TimeUnit.SECONDS);
                // When
                two.readToEnd().get(10, TimeUnit.SECONDS);
                // Then
                assertThat(two.table(topic).get("a").map(Lamp::level)).contains(i + 1);
            }
        }
    }

    @Test
    void readToEnd_ofAClosedLog_fails() throws Exception {
        // Given
        var log = caughtUp(EventLog.of(settings(broker)).read(topic));
        // When
        log.close();
        // Then
        assertThatThrownBy(() -> log.readToEnd().get(10, TimeUnit.SECONDS)).hasMessageContaining("closed");
    }

    @Test
    void refusal_writesNothing() throws Exception {
        // Given
        try (var log = caughtUp(EventLog.of(settings(broker)).read(topic))) {
            // When
            var result = log.logFirst()
                    .<Lamp, String>write(topic, "a", null, current -> new Decision.Refuse<>("no such lamp"))
                    .get(10, TimeUnit.SECONDS);
            // Then
            assertThat(result).isEqualTo(new WriteResult.Refused<>("no such lamp"));
            assertThat(log.table(topic).all()).isEmpty();
        }
    }

    @Test
    void removal_isReadBack() throws Exception {
        // Given
        try (var log = caughtUp(EventLog.of(settings(broker)).read(topic))) {
            brighten(log, "a").get(10, TimeUnit.SECONDS);
            // When
            var result = log.logFirst()
                    .<Lamp, String>write(topic, "a", null, current -> new Decision.Remove<>())
                    .get(10, TimeUnit.SECONDS);
            // Then
            assertThat(result).isEqualTo(new WriteResult.Removed<>());
            assertThat(log.table(topic).all()).isEmpty();
        }
    }

    @Test
    void throwingDecision_failsItsOwnWriteOnly() throws Exception {
        // Given
        try (var log = caughtUp(EventLog.of(settings(broker)).read(topic))) {
            // When
            var broken = log.logFirst().<Lamp, String>write(topic, "a", null, current -> {
                throw new IllegalStateException("bug");
            });
            var next = brighten(log, "a");
            // Then
            assertThatThrownBy(() -> broken.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("bug");
            assertThat(next.get(10, TimeUnit.SECONDS)).isInstanceOf(WriteResult.Applied.class);
        }
    }

    private CompletableFuture<WriteResult<Lamp, String>> brighten(EventLog log, String id) {
        return log.logFirst()
                .write(
                        topic,
                        id,
                        null,
                        current -> new Decision.Write<>(new Lamp(
                                id,
                                current.next(),
                                current.find().map(Lamp::level).orElse(0) + 1)));
    }
}
