package dev.gkelocal.cloudrun.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Series of observability sheet 9.1. */
final class MicrometerIngressMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerIngressMetrics metrics = new MicrometerIngressMetrics(registry);

    @Test
    void served_countsByCodeAndTimes() {
        // Given
        var meters = metrics.revision(Stage.ONE, () -> 3);
        // When
        meters.served(200, 5_000_000);
        meters.served(204, 5_000_000);
        meters.served(503, 5_000_000);
        // Then
        var requests = registry.get("cloudrun_requests_total").tag("service_name", "hello");
        assertThat(requests.tag("response_code_class", "2xx").counters()).hasSize(2);
        var duration = registry.get("cloudrun_request_duration_seconds")
                .tag("response_code", "503")
                .timer();
        assertThat(duration.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);
        assertThat(registry.get("cloudrun_pending_requests").gauge().value()).isEqualTo(3);
    }

    @Test
    void refused_countsByReason() {
        // Given
        var meters = metrics.revision(Stage.ONE, () -> 0);
        // When
        meters.refused("at_maximum");
        metrics.refused("not_found");
        // Then
        var rejected = registry.get("cloudrun_requests_rejected_total");
        assertThat(rejected.tag("reason", "at_maximum")
                        .tag("service_name", "hello")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("cloudrun_requests_rejected_total")
                        .tag("service_name", "")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void close_endsTheSeriesOfTheRevision() {
        // Given
        var meters = metrics.revision(Stage.ONE, () -> 0);
        meters.served(200, 1);
        meters.refused("timeout");
        // When
        meters.close();
        // Then
        assertThat(registry.getMeters()).isEmpty();
    }
}
