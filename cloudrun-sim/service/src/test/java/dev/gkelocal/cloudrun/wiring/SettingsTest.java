package dev.gkelocal.cloudrun.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void bootstrap_thatNobodySet_isAnErrorAndNoDefault() {
        // Given
        var properties = new Properties();

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(properties))
                .withMessageStartingWith("gkelocal.kafka.bootstrap is not set.");
    }

    @Test
    void ports_inTests_areFreeOnes() throws java.io.IOException {
        // Given
        var properties = new Properties();

        // When
        try (var file = SettingsTest.class.getResourceAsStream("/application.properties")) {
            properties.load(file);
        }

        // Then
        assertThat(properties)
                .containsEntry("%test.quarkus.http.test-port", "0")
                .containsEntry("%test.quarkus.management.test-port", "0");
    }
}
