package dev.gkelocal.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

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
