package dev.gkelocal.cloudrun.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defaults of the API (cloudrun sheet 2.1, 2.3; section 7, items 1 and 3). */
class TemplateDefaultsTest {
    private static final TemplateDefaults PUBLISHED = TemplateDefaults.PUBLISHED;

    @ParameterizedTest
    @CsvSource({",1000,80", "0,1000,80", ",2000,80", ",999,1", "0,500,1", "7,1000,7", "7,500,7"})
    void concurrency_unlessAsked_is80_or1BelowOneCpu(Integer requested, int milliCpu, int expected) {
        // Given
        var defaults = PUBLISHED;
        // When
        int concurrency = defaults.concurrency(requested, milliCpu);
        // Then
        assertThat(concurrency).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000,80", "2000,160", "4000,320", "8000,640", "500,1"})
    void clientConcurrency_is80ForEachCpu(int milliCpu, int expected) {
        // Given
        var defaults = PUBLISHED;
        // When
        int concurrency = defaults.clientConcurrency(milliCpu);
        // Then
        assertThat(concurrency).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"false,,true", "true,,false", "true,true,true", "true,false,false", "false,false,false"})
    void cpuIdle_isOnUnlessResourcesLeaveItOut(boolean resourcesPresent, Boolean requested, boolean expected) {
        // Given // When
        boolean cpuIdle = TemplateDefaults.cpuIdle(resourcesPresent, requested);
        // Then
        assertThat(cpuIdle).isEqualTo(expected);
    }

    @Test
    void otherDefaults_arePublished() {
        // Given // When // Then
        assertThat(PUBLISHED.maxInstances(null)).isEqualTo(100);
        assertThat(PUBLISHED.maxInstances(0)).isEqualTo(100);
        assertThat(PUBLISHED.maxInstances(3)).isEqualTo(3);
        assertThat(PUBLISHED.timeout(null)).isEqualTo(Duration.ofMinutes(5));
        assertThat(PUBLISHED.timeout(Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
        assertThat(TemplateDefaults.MILLI_CPU).isEqualTo(1000);
        assertThat(TemplateDefaults.MEMORY_MEBIBYTES).isEqualTo(512);
        assertThat(TemplateDefaults.PORT.containerPort()).isEqualTo(8080);
    }
}
