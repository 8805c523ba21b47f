package dev.gkelocal.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.testkit.broker.TestBroker;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void consumerCannotBeMadeAtFirst_triesOnAndReads() throws Exception {
        try (var broker = TestBroker.start()) {
            // Given
            var settings = LogFixture.settings(broker);
            var tries = new AtomicInteger();
            var reader = reader(settings, (key, value) -> {
                if (tries.incrementAndGet() < 3) {
                    throw new KafkaException("Failed to construct kafka consumer");
                }
                return new KafkaConsumer<>(ClientSettings.consumer(settings), key, value);
            });
            // When
            reader.start();
            var replay = reader.caughtUp.get(30, TimeUnit.SECONDS);
            // Then
            assertThat(replay.records()).isZero();
            assertThat(tries).hasValue(3);
            reader.close(LIMIT);
        }
    }

    @Test
    void consumerCannotBeMade_closeEndsTheTrying() throws Exception {
        try (var broker = TestBroker.start()) {
            // Given
            var reader = reader(LogFixture.settings(broker), (key, value) -> {
                throw new KafkaException("Failed to construct kafka consumer");
            });
            reader.start();
            // When
            reader.close(LIMIT);
            // Then
            assertThatThrownBy(() -> reader.caughtUp.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("the event log is closed");
        }
    }

    private static EventReader reader(EventLogSettings settings, EventReader.KafkaConsumerMaker maker) {
        var codec = new EventCodec(settings.component(), Clock.systemUTC());
        var probe = new BrokerProbe(settings.bootstrap(), EventLogMetrics.NONE);
        var writer = new EventWriter(settings, codec, probe, AppendTracer.NONE);
        return new EventReader(
                maker,
                new TopicSetup(settings, Set.of()),
                Map.of(),
                codec,
                new ReadBacks(),
                new DeadLetters(settings.component(), writer, EventLogMetrics.NONE),
                probe,
                EventLogMetrics.NONE);
    }
}
