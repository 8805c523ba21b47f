package dev.gkelocal.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScrapeTest {
    private static final Scrape PAGE = Scrape.of("""
            # HELP cloudrun_instances Instances
            # TYPE cloudrun_instances gauge
            cloudrun_instances{service_name="a",state="active",} 2.0
            cloudrun_instances{service_name="a",state="idle",} 1.0
            cloudrun_instances{service_name="b",state="active",} 5.0
            cloudrun_cold_starts_total{service_name="a"} 1.5E1
            cloudrun_requests_total{service_name="a",path="/{id}"} 7.0 # {span_id="fb79",trace_id="8602"} 1.0 1795455570.252
            up 1
            """);

    @Test
    void sum_byLabels_addsTheSeriesThatHaveThem() {
        assertThat(PAGE.sum("cloudrun_instances", "service_name=\"a\"")).isEqualTo(3);
    }

    @Test
    void sum_ofSeriesWithExemplars_readsTheirValues() {
        assertThat(PAGE.sum("cloudrun_requests_total", "service_name=\"a\"")).isEqualTo(7);
    }

    @Test
    void sum_ofExponents_readsThem() {
        assertThat(PAGE.sum("cloudrun_cold_starts_total", "service_name=\"a\"")).isEqualTo(15);
    }

    @Test
    void sum_withoutLabels_readsBareSeries() {
        assertThat(PAGE.sum("up")).isEqualTo(1);
    }

    @Test
    void sum_ofNothing_isZero() {
        assertThat(PAGE.sum("cloudrun_instances", "service_name=\"c\"")).isZero();
    }
}
