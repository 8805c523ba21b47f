package dev.gkelocal.observability.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.observability.MetricCatalogue;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void selector_withMatchers_isPromql() {
        // When
        var series = Series.buckets(MetricCatalogue.CLOUD_RUN_STARTUP)
                .where("job", "cloudrun-sim")
                .like("service_name", "a\"b")
                .where("le", "10.0");

        // Then
        assertThat(series.rate("5m").sumBy("le").quantile(0.95).text())
                .isEqualTo("histogram_quantile(0.95, sum by (le) (rate(cloudrun_instance_startup_seconds_bucket"
                        + "{job=\"cloudrun-sim\",service_name=~\"a\\\"b\",le=\"10.0\"}[5m])))");
    }

    @Test
    void label_thatTheCatalogueDoesNotGive_isRefused() {
        assertThatThrownBy(() -> Series.of(MetricCatalogue.AUTOPILOT_PODS).where("service_name", "x"))
                .hasMessageStartingWith("autopilot_pods has no label service_name");
        assertThatThrownBy(() -> Series.count(MetricCatalogue.CLOUD_RUN_STARTUP).where("le", "1.0"))
                .hasMessageContaining("no label le");
    }

    @Test
    void counter_withoutRate_isRefused() {
        assertThatThrownBy(() -> Series.of(MetricCatalogue.CLOUD_RUN_REQUESTS).now())
                .hasMessageContaining("take rate or increase");
        assertThatThrownBy(() -> Series.of(MetricCatalogue.CLOUD_RUN_PENDING).rate("5m"))
                .hasMessageContaining("is a gauge");
        assertThatThrownBy(() -> Series.of(MetricCatalogue.CLOUD_RUN_STARTUP).rate("5m"))
                .hasMessageContaining("is a histogram");
    }

    @Test
    void operators_beside_compoundExpressions_getParentheses() {
        // Given
        var pending = Series.of(MetricCatalogue.CLOUD_RUN_PENDING).now();

        // Then
        assertThat(pending.times(2).ofOne().text()).isEqualTo("1 - (cloudrun_pending_requests{} * 2)");
        assertThat(pending.sumBy().orZero().text()).isEqualTo("sum(cloudrun_pending_requests{})\nor on ()\nvector(0)");
    }
}
