package dev.gkelocal.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.testkit.broker.TestBrokers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BrokerQuorumTest {
    private static TestBrokers brokers;

    @BeforeAll
    static void start() {
        brokers = TestBrokers.start(3);
    }

    @AfterAll
    static void stop() {
        brokers.close();
    }

    @Test
    void threeNodes_areOneClusterWithThreeCopiesOfEachTopic() throws Exception {
        try (var admin = admin()) {
            createTopic(admin, "copies");
            assertThat(admin.describeCluster().nodes().get())
                    .extracting(it -> it.id() + "@" + it.host() + ":" + it.port())
                    .containsExactlyInAnyOrder(
                            "1@" + brokers.node(1).bootstrap(),
                            "2@" + brokers.node(2).bootstrap(),
                            "3@" + brokers.node(3).bootstrap());
            assertThat(partition(admin, "copies").replicas()).hasSize(3);
            assertThat(admin.describeMetadataQuorum().quorumInfo().get().voters())
                    .extracting(it -> it.replicaId())
                    .containsExactlyInAnyOrder(1, 2, 3);
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, "copies");
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("min.insync.replicas").value()).isEqualTo("2");
        }
    }

    @Test
    void leaderKilled_acknowledgedRecordsSurviveAndAppendsGoOn() throws Exception {
        // Given
        try (var admin = admin();
                var producer = producer()) {
            createTopic(admin, "facts");
            var acknowledged = new ArrayList<String>();
            append(producer, "facts", "before", acknowledged);
            var victim = brokers.node(partition(admin, "facts").leader().id());
            // When
            victim.kill();
            append(producer, "facts", "without", acknowledged);
            // Then
            assertThat(read("facts", acknowledged.size())).containsExactlyElementsOf(acknowledged);
            // When
            victim.restart();
            append(producer, "facts", "again", acknowledged);
            // Then
            assertThat(read("facts", acknowledged.size())).containsExactlyElementsOf(acknowledged);
        }
    }

    private static void append(
            KafkaProducer<String, String> producer, String topic, String word, List<String> acknowledged)
            throws Exception {
        for (int i = 0; i < 50; i++) {
            producer.send(new ProducerRecord<>(topic, word + i)).get(60, TimeUnit.SECONDS);
            acknowledged.add(word + i);
        }
    }

    private static TopicPartitionInfo partition(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .getFirst();
    }

    private static void createTopic(Admin admin, String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                .all()
                .get(20, TimeUnit.SECONDS);
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers.bootstrap()));
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers.bootstrap(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static List<String> read(String topic, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", (Object) brokers.bootstrap()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var values = new ArrayList<String>();
            var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(it -> values.add(it.value()));
            }
            return values.stream().collect(Collectors.toUnmodifiableList());
        }
    }
}
