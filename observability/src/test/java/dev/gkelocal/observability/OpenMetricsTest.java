package dev.gkelocal.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenMetricsTest {
    @Test
    void accept_ofPrometheus_readsOpenMetrics() {
        // Given
        var prometheus = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

        // Then
        assertThat(OpenMetrics.isRead(prometheus)).isTrue();
        assertThat(OpenMetrics.isRead("text/plain")).isFalse();
        assertThat(OpenMetrics.isRead(null)).isFalse();
    }

    @Test
    void page_withExemplars_keepsThoseThatTheStandardAllows() {
        // Given
        var page = """
                # TYPE a_seconds histogram
                a_seconds_bucket{x="_count{",le="0.5"} 1.0 # {trace_id="t"} 0.2 1.0
                a_seconds_count{x="y"} 1.0 # {trace_id="t"} 1.0 1.0
                a_seconds_count 1.0 # {trace_id="t"} 1.0 1.0
                b_total{x="y"} 3.0 # {trace_id="t"} 1.0 1.0
                b_count{x="y"} 3.0
                # EOF
                """;

        // Then
        assertThat(OpenMetrics.conforming(page)).isEqualTo("""
                # TYPE a_seconds histogram
                a_seconds_bucket{x="_count{",le="0.5"} 1.0 # {trace_id="t"} 0.2 1.0
                a_seconds_count{x="y"} 1.0
                a_seconds_count 1.0
                b_total{x="y"} 3.0 # {trace_id="t"} 1.0 1.0
                b_count{x="y"} 3.0
                # EOF
                """);
    }
}
