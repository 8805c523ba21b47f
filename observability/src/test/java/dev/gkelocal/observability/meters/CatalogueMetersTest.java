package dev.gkelocal.observability.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.MetricCatalogue;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    CatalogueMetersTest() {
        registry.config().meterFilter(CatalogueMeters.buckets());
    }

    static Stream<Metric> metrics() {
        return MetricCatalogue.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void scrape_ofEachMetric_showsItsNameAndType(Metric metric) {
        // Given
        var values = metric.labels().stream().map(it -> "x").toArray(String[]::new);

        // When
        switch (metric.type()) {
            case COUNTER -> CatalogueMeters.counter(registry, metric, values).increment();
            case GAUGE -> CatalogueMeters.gauge(registry, metric, () -> 1, values);
            case HISTOGRAM -> CatalogueMeters.timer(registry, metric, values).record(Duration.ofMillis(30));
        }

        // Then
        assertThat(registry.scrape())
                .contains("# HELP " + metric.name() + " " + metric.help())
                .contains("# TYPE " + metric.name() + " " + metric.type().name().toLowerCase(Locale.ROOT));
    }

    @Test
    void timer_withDuration_countsInTheCataloguesBuckets() {
        // Given
        var timer = CatalogueMeters.timer(registry, MetricCatalogue.CLOUD_RUN_STARTUP, "p", "r", "hello", "hello-1");

        // When
        timer.record(Duration.ofSeconds(30));

        // Then
        assertThat(registry.scrape())
                .contains("le=\"0.005\",} 0.0")
                .contains("le=\"20.0\",} 0.0")
                .contains("le=\"40.0\",} 1.0")
                .contains("le=\"+Inf\",} 1.0");
    }

    @Test
    void counter_ofHolder_readsItsValueAtTheScrape() {
        // Given
        var holder = new long[] {1};
        CatalogueMeters.counter(registry, MetricCatalogue.EVENT_LOG_DEAD_LETTERS, holder, it -> it[0], "topic");

        // When
        holder[0] = 7;

        // Then
        assertThat(registry.scrape()).contains("eventlog_dead_letters_total{topic=\"topic\",} 7.0");
    }

    @Test
    void counter_withTooFewLabels_isRefused() {
        assertThatThrownBy(() -> CatalogueMeters.counter(registry, MetricCatalogue.CLOUD_RUN_REJECTED, "p"))
                .hasMessageContaining("cloudrun_requests_rejected_total has labels [project_id,")
                .hasMessageContaining("got 1 values");
    }

    @Test
    void counter_ofGauge_isRefused() {
        assertThatThrownBy(() -> CatalogueMeters.counter(registry, MetricCatalogue.GATEWAY_STREAMS))
                .hasMessageContaining("gateway_event_streams is a GAUGE, not a COUNTER");
    }
}
