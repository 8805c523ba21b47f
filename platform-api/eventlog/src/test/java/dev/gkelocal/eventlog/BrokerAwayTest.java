package dev.gkelocal.eventlog;

import static dev.gkelocal.eventlog.LogFixture.APPEND_TIMEOUT;
import static dev.gkelocal.eventlog.LogFixture.caughtUp;
import static dev.gkelocal.eventlog.LogFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.testkit.broker.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrokerAwayTest {
    /** Far above what it takes on a machine with other work, far below the Kafka client's own minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Topic<Lamp> states = Lamp.topic();
    private final Topic<Lamp.Flashed> facts = Lamp.Flashed.topic();

    @Test
    void stoppedBroker_writesAreUnavailableAtOnce_andAllCatchesUp() throws Exception {
        // Given
        var told = Collections.synchronizedList(new ArrayList<Integer>());
        try (var broker = TestBroker.start();
                var log = caughtUp(EventLog.of(settings(broker)).read(states).read(facts, event -> {
                    if (event instanceof Event.Written<Lamp.Flashed> written) {
                        told.add(written.value().count());
                    }
                }))) {
            assertThat(brighten(log)).isInstanceOf(WriteResult.Applied.class);
            broker.stop();
            // When
            var before = System.nanoTime();
            var refused = brighten(log);
            var took = Duration.ofNanos(System.nanoTime() - before);
            for (int i = 1; i <= 50; i++) {
                log.publisher().state(states, Lamp.of("published", 1, i), null);
                log.publisher().fact(facts, new Lamp.Flashed("published", i), null);
            }
            // Then
            assertThat(refused).isInstanceOf(WriteResult.Unavailable.class);
            assertThat(took).isLessThan(PATIENCE);
            await().until(() -> !log.brokerReachable());
            broker.restart();
            await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> {
                assertThat(log.table(states).get("published")).contains(Lamp.of("published", 1, 50));
                assertThat(told).isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
            });
            assertThat(brighten(log)).isInstanceOf(WriteResult.Applied.class);
            assertThat(log.publisher().pending()).isZero();
            assertThat(log.brokerReachable()).isTrue();
        }
    }

    @Test
    void hangingBroker_writeIsUnknownInTime_andItsLateRecordCounts() throws Exception {
        // Given
        try (var broker = TestBroker.start();
                var log = caughtUp(EventLog.of(settings(broker)).read(states))) {
            assertThat(brighten(log)).isInstanceOf(WriteResult.Applied.class);
            broker.suspend();
            // When
            var before = System.nanoTime();
            var result = brighten(log);
            var took = Duration.ofNanos(System.nanoTime() - before);
            broker.resume();
            // Then
            assertThat(result).isInstanceOf(WriteResult.Unknown.class);
            assertThat(took).isBetween(APPEND_TIMEOUT.minusMillis(50), APPEND_TIMEOUT.plusSeconds(2));
            await().atMost(30, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(brighten(log)).isInstanceOf(WriteResult.Applied.class));
        }
    }

    @Test
    void hangingBroker_writeBehindAnother_isAnsweredInTimeToo() throws Exception {
        // Given
        try (var broker = TestBroker.start();
                var log = caughtUp(EventLog.of(settings(broker)).read(states))) {
            assertThat(brighten(log)).isInstanceOf(WriteResult.Applied.class);
            broker.suspend();
            var first = brightening(log);
            var decided = new AtomicInteger();
            // When
            var before = System.nanoTime();
            var behind = log.logFirst()
                    .<Lamp, String>write(states, "a", null, current -> {
                        decided.incrementAndGet();
                        return new Decision.Refuse<>("too late");
                    })
                    .get(20, TimeUnit.SECONDS);
            var took = Duration.ofNanos(System.nanoTime() - before);
            broker.resume();
            // Then
            assertThat(took).isLessThan(APPEND_TIMEOUT.plusSeconds(2));
            assertThat(behind).isInstanceOf(WriteResult.Unavailable.class);
            assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(WriteResult.Unknown.class);
            assertThat(decided).hasValue(0);
            await().atMost(30, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(brighten(log)).isInstanceOf(WriteResult.Applied.class));
        }
    }

    @Test
    void absentBroker_openWaitsForIt() throws Exception {
        // Given
        try (var broker = TestBroker.start()) {
            broker.stop();
            try (var log = EventLog.of(settings(broker)).read(states).open()) {
                await().until(() -> !log.brokerReachable());
                assertThat(brighten(log)).isInstanceOf(WriteResult.Unavailable.class);
                // When
                broker.restart();
                // Then
                log.caughtUp().get(20, TimeUnit.SECONDS);
                assertThat(brighten(log)).isInstanceOf(WriteResult.Applied.class);
            }
        }
    }

    @Test
    void close_whileReaderWaits_isQuick() throws Exception {
        // Given
        var log = caughtUp(EventLog.of(settings(TestBroker.shared())).read(states));
        brighten(log);
        // When
        var before = System.nanoTime();
        log.close();
        var took = Duration.ofNanos(System.nanoTime() - before);
        // Then
        System.out.println("close took " + took.toMillis() + " ms");
        assertThat(took).isLessThan(PATIENCE);
    }

    @Test
    void close_whileBrokerAway_isQuick() throws Exception {
        // Given
        try (var broker = TestBroker.start()) {
            var log = caughtUp(EventLog.of(settings(broker)).read(states));
            brighten(log);
            broker.kill();
            log.publisher().state(states, Lamp.of("b", 1, 1), null);
            // When
            var before = System.nanoTime();
            log.close();
            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
        }
    }

    private WriteResult<Lamp, String> brighten(EventLog log) throws Exception {
        return brightening(log).get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<WriteResult<Lamp, String>> brightening(EventLog log) {
        return log.logFirst()
                .write(states, "a", null, current -> new Decision.Write<>(new Lamp("a", current.next(), 1)));
    }
}
