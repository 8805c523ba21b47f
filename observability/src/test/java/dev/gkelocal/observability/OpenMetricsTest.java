package dev.gkelocal.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenMetricsTest {
    @Test
    void accept_ofPrometheus_getsOpenMetrics() {
        // Given
        var prometheus = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

        // Then
        assertThat(OpenMetrics.accept(prometheus)).isEqualTo("*/*");
    }

    @Test
    void accept_ofOthers_staysAsItIs() {
        assertThat(OpenMetrics.accept("text/plain")).isEqualTo("text/plain");
        assertThat(OpenMetrics.accept(null)).isNull();
    }
}
