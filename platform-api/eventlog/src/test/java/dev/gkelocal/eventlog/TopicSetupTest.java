package dev.gkelocal.eventlog;

import static dev.gkelocal.eventlog.LogFixture.caughtUp;
import static dev.gkelocal.eventlog.LogFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.testkit.broker.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicSetupTest {
    private final TestBroker broker = TestBroker.shared();

    @Test
    void topics_areBounded() throws Exception {
        // Given
        var states = Lamp.topic();
        var facts = Lamp.Flashed.topic();
        // When
        caughtUp(EventLog.of(settings(broker)).read(states).write(facts)).close();
        // Then
        assertThat(config(states.name()))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("segment.bytes", "1048576");
        assertThat(config(facts.name()))
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "3600000")
                .containsEntry("retention.bytes", Long.toString(8 << 20));
    }

    @Test
    void laterConfiguration_changesTopicsThatExist() throws Exception {
        // Given
        var facts = Lamp.Flashed.topic();
        var old = settings(broker);
        caughtUp(EventLog.of(old).write(facts)).close();
        var shorter = new EventLogSettings(
                old.bootstrap(), old.component(), 1, old.appendTimeout(), Duration.ofMinutes(5), old.factBytes());
        // When
        try (var _ = caughtUp(EventLog.of(shorter).write(facts))) {
            // Then
            await().untilAsserted(() -> assertThat(config(facts.name())).containsEntry("retention.ms", "300000"));
        }
    }

    private Map<String, String> config(String topic) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return config.entries().stream()
                    .filter(it -> it.value() != null)
                    .collect(java.util.stream.Collectors.toMap(it -> it.name(), it -> it.value()));
        }
    }
}
