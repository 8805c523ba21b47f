package dev.gkelocal.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.testkit.broker.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class BrokerProcessTest {
    private static final String TOPIC = "facts";

    @Test
    void freshBroker_produce_isConsumed() throws Exception {
        // Given
        try (var broker = TestBroker.start()) {
            createTopic(broker);
            // When
            produce(broker, "a", "b");
            // Then
            assertThat(consume(broker, 2)).containsExactly("a", "b");
        }
    }

    @Test
    void stoppedBroker_startedAgain_keepsRecords() throws Exception {
        // Given
        try (var broker = TestBroker.start()) {
            createTopic(broker);
            produce(broker, "a");
            broker.stop();
            // When
            broker.restart();
            produce(broker, "b");
            // Then
            assertThat(consume(broker, 2)).containsExactly("a", "b");
        }
    }

    @Test
    void killedBroker_startedAgain_keepsAcknowledgedRecords() throws Exception {
        // Given
        try (var broker = TestBroker.start()) {
            createTopic(broker);
            produce(broker, "a", "b", "c");
            broker.kill();
            // When
            var before = System.nanoTime();
            broker.restart();
            // Then
            assertThat(consume(broker, 3)).containsExactly("a", "b", "c");
            produce(broker, "d");
            System.out.println("kill -9 to acknowledged again: "
                    + Duration.ofNanos(System.nanoTime() - before).toMillis() + " ms");
        }
    }

    @Test
    void consumerGroup_ofNewBroker_reads() throws Exception {
        // Given
        try (var broker = TestBroker.start()) {
            createTopic(broker);
            produce(broker, "a");
            // When
            try (var consumer = consumer(broker, "reader")) {
                consumer.subscribe(List.of(TOPIC));
                // Then
                assertThat(poll(consumer, 1)).containsExactly("a");
            }
        }
    }

    private static void createTopic(TestBroker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
    }

    private static void produce(TestBroker broker, String... values) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (var value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value)).get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static List<String> consume(TestBroker broker, int count) {
        try (var consumer = consumer(broker, "unused")) {
            var partition = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            return poll(consumer, count);
        }
    }

    private static KafkaConsumer<String, String> consumer(TestBroker broker, String group) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "group.id", group, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static List<String> poll(KafkaConsumer<String, String> consumer, int count) {
        var values = new ArrayList<String>();
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (values.size() < count && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(100)).forEach(it -> values.add(it.value()));
        }
        return values;
    }
}
