package dev.gkelocal.observability.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventLogMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final EventLogMeters meters = new EventLogMeters(registry, "platform-api");

    @Test
    void scrape_afterReplayAndLag_showsBoth() {
        // When
        meters.replayed(Duration.ofMillis(1_500), 10);
        meters.read("gkelocal.cloudrun.service");
        meters.lag("gkelocal.cloudrun.service", 3);
        meters.brokerReachable(true);

        // Then
        assertThat(registry.scrape())
                .contains("eventlog_replay_seconds{group=\"platform-api\",} 1.5")
                .contains(
                        "eventlog_records_read_total{group=\"platform-api\",topic=\"gkelocal.cloudrun.service\",} 1.0")
                .contains("eventlog_lag_events{group=\"platform-api\",topic=\"gkelocal.cloudrun.service\",} 3.0")
                .contains("eventlog_broker_reachable{group=\"platform-api\",} 1.0");
    }

    @Test
    void scrape_afterLosses_countsThemByTopic() {
        // When
        meters.deadLettered("a");
        meters.deadLettered("a");
        meters.dropped("b");

        // Then
        assertThat(registry.scrape())
                .contains("eventlog_dead_letters_total{topic=\"a\",} 2.0")
                .contains("eventlog_dropped_total{topic=\"b\",} 1.0");
    }
}
