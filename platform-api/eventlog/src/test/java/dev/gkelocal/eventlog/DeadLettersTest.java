package dev.gkelocal.eventlog;

import static dev.gkelocal.eventlog.LogFixture.caughtUp;
import static dev.gkelocal.eventlog.LogFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.testkit.broker.TestBroker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final TestBroker broker = TestBroker.shared();
    private final Topic<Lamp> topic = Lamp.topic();
    private final EventCodec codec = new EventCodec("test", InstantSource.system());

    @Test
    void brokenRecords_goAsideWithTheirReason_andReadingGoesOn() throws Exception {
        // Given
        try (var writer = caughtUp(EventLog.of(settings(broker)).write(topic))) {
            writer.writer().send(withValue("{torn")).get();
            writer.writer().send(withValue("{\"id\":\"a\",\"level\":1}")).get();
            writer.writer()
                    .send(withValue("{\"id\":\"b\",\"version\":{\"epoch\":1,\"generation\":1},\"level\":1}"))
                    .get();
            writer.writer().send(withoutHeader("ce_type")).get();
            writer.writer().append(topic, Lamp.of("a", 1, 2), null).get();
        }
        var counted = new AtomicInteger();
        var settings = settings(broker);
        // When
        try (var reader = caughtUp(EventLog.of(settings).read(topic).metrics(new EventLogMetrics() {
            @Override
            public void deadLettered(String name) {
                counted.incrementAndGet();
            }
        }))) {
            // Then
            assertThat(reader.table(topic).get("a")).contains(Lamp.of("a", 1, 2));
            assertThat(counted).hasValue(4);
            var letters = letters(settings, 4);
            assertThat(letters.get(0)).contains("the value is no Lamp");
            assertThat(letters.get(1)).contains("version");
            assertThat(letters.get(2)).isEqualTo("the record's key is a, its value says b");
            assertThat(letters.get(3)).isEqualTo("the header ce_type is missing");
        }
    }

    @Test
    void failingListener_losesTheEventToTheDeadLetters_butNotTheState() throws Exception {
        // Given
        var settings = settings(broker);
        try (var log = caughtUp(EventLog.of(settings).read(topic, event -> {
            throw new IllegalStateException("listener bug");
        }))) {
            // When
            log.writer().append(topic, Lamp.of("a", 1, 1), null).get();
            // Then
            await().until(() -> log.table(topic).get("a").isPresent());
            assertThat(letters(settings, 1).getFirst()).contains("listener bug");
        }
    }

    private ProducerRecord<byte[], byte[]> withValue(String json) {
        var good = codec.encode(codec.nextId(), topic, Lamp.of("a", 1, 1), null);
        return new ProducerRecord<>(good.topic(), 0, good.key(), EventCodec.bytes(json), good.headers());
    }

    private ProducerRecord<byte[], byte[]> withoutHeader(String name) {
        var good = codec.encode(codec.nextId(), topic, Lamp.of("a", 1, 1), null);
        good.headers().remove(name);
        return good;
    }

    private static List<String> letters(EventLogSettings settings, int count) {
        try (var consumer = new KafkaConsumer<>(
                ClientSettings.consumer(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = List.of(new TopicPartition(Topics.deadLetters(settings.component()), 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var reasons = new ArrayList<String>();
            await().until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(it -> reasons.add(EventCodec.header(it.headers(), "dlq_reason")));
                return reasons.size() >= count;
            });
            return reasons;
        }
    }
}
