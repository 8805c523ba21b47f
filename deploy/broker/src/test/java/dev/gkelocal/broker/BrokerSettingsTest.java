package dev.gkelocal.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerSettingsTest {
    @Test
    void systemProperties_alone_suffice() {
        // Given
        var system = new Properties();
        system.setProperty("gkelocal.state_dir", "/state");
        system.setProperty("gkelocal.ports.kafka", "1001");
        system.setProperty("gkelocal.ports.kafka_controller", "1002");
        // When
        var settings = BrokerSettings.of(List.of(), system);
        // Then
        assertThat(settings).isEqualTo(new BrokerSettings(Path.of("/state/kafka"), 1001, 1002));
    }

    @Test
    void argument_winsOverSystemProperty() {
        // Given
        var system = new Properties();
        system.setProperty("gkelocal.ports.kafka", "1001");
        // When
        var settings = BrokerSettings.of(List.of("--data=/d", "--port=7"), system);
        // Then
        assertThat(settings).isEqualTo(new BrokerSettings(Path.of("/d"), 7, 19093));
    }

    @Test
    void inACluster_listensOnAllAddressesAndNamesItsService() {
        // Given
        var system = new Properties();
        system.setProperty("gkelocal.state_dir", "/state");
        system.setProperty("gkelocal.kafka.listen", "0.0.0.0");
        system.setProperty("gkelocal.kafka.advertised", "kafka.gke-local.svc:19092");
        // When
        var properties = ServerProperties.of(BrokerSettings.of(List.of(), system));
        // Then
        assertThat(properties)
                .containsEntry("listeners", "PLAINTEXT://0.0.0.0:19092,CONTROLLER://127.0.0.1:19093")
                .containsEntry("advertised.listeners", "PLAINTEXT://kafka.gke-local.svc:19092")
                .containsEntry("broker.session.timeout.ms", "9000");
    }

    @Test
    void alone_hasTheSameNodeVoterAndCopiesAsEver() {
        // When
        var properties = ServerProperties.of(new BrokerSettings(Path.of("/d"), 1001, 1002));
        // Then
        assertThat(properties)
                .containsEntry("node.id", "1")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:1002")
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:1001,CONTROLLER://127.0.0.1:1002")
                .containsEntry("advertised.listeners", "PLAINTEXT://127.0.0.1:1001")
                .containsEntry("default.replication.factor", "1")
                .containsEntry("min.insync.replicas", "1")
                .containsEntry("controller.quorum.election.timeout.ms", "200")
                .containsEntry("broker.session.timeout.ms", "1500");
    }

    @Test
    void podOfSeveral_isNumberedByItsOrdinalAndFoundByItsOwnName() {
        // Given
        var system = several("kafka-1", "kafka-0.k:19093,kafka-1.k:19093,kafka-2.k:19093");
        // When
        var properties = ServerProperties.of(BrokerSettings.of(List.of(), system));
        // Then
        assertThat(properties)
                .containsEntry("node.id", "2")
                .containsEntry("controller.quorum.voters", "1@kafka-0.k:19093,2@kafka-1.k:19093,3@kafka-2.k:19093")
                .containsEntry("listeners", "PLAINTEXT://0.0.0.0:19092,CONTROLLER://0.0.0.0:19093")
                .containsEntry("advertised.listeners", "PLAINTEXT://kafka-1.k:19092,CONTROLLER://kafka-1.k:19093");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 3, 2", "5, 3, 2"})
    void copies_areThreeAtMost_andOneOfThemMayBeLost(int nodes, String copies, String acknowledged) {
        // Given
        var controllers = IntStream.range(0, nodes)
                .mapToObj(it -> "kafka-" + it + ".k:19093")
                .collect(Collectors.joining(","));
        // When
        var properties = ServerProperties.of(BrokerSettings.of(List.of(), several("kafka-0", controllers)));
        // Then
        assertThat(List.of(
                        "default.replication.factor",
                        "offsets.topic.replication.factor",
                        "transaction.state.log.replication.factor",
                        "share.coordinator.state.topic.replication.factor"))
                .allSatisfy(it -> assertThat(properties).containsEntry(it, copies));
        assertThat(List.of(
                        "min.insync.replicas",
                        "transaction.state.log.min.isr",
                        "share.coordinator.state.topic.min.isr"))
                .allSatisfy(it -> assertThat(properties).containsEntry(it, acknowledged));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka-0|a:1,b:1|odd number",
                "kafka-3|a:1,b:1,c:1|node 4 is none of the 3",
                "kafka-0|a:1,b,c:1|must be HOST:PORT, got 'b'",
                "kafka|a:1,b:1,c:1|--node must be a number"
            })
    void severalNodes_thatMakeNoQuorum_areRefused(String pod, String controllers, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerSettings.of(List.of(), several(pod, controllers)))
                .withMessageContaining(reason);
    }

    private static Properties several(String pod, String controllers) {
        var system = new Properties();
        system.setProperty("gkelocal.state_dir", "/state");
        system.setProperty("gkelocal.kafka.listen", "0.0.0.0");
        system.setProperty("gkelocal.kafka.advertised", pod + ".k:19092");
        system.setProperty("gkelocal.kafka.controllers", controllers);
        system.setProperty("gkelocal.kafka.cluster_id", "dGVzdC1icm9rZXJzLWFyZQ");
        system.setProperty("gkelocal.kubernetes.pod", pod);
        return system;
    }

    @Test
    void unknownArgument_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerSettings.of(List.of("--prot=7"), new Properties()))
                .withMessageContaining("'--prot=7'");
    }

    @Test
    void samePortTwice_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BrokerSettings(Path.of("/d"), 7, 7))
                .withMessageContaining("both 7");
    }
}
