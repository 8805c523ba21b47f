package dev.gkelocal.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cli.terminal.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadReportTest {
    private static final LoadReport REPORT = new LoadReport(
            10, 2, Map.of(200, 7L, 429, 2L), Map.of("timed out", 1L), new Latency(1, 2, 3, 4, 5, 6, 7, 8));

    @Test
    void report_asText_isReadable() {
        assertThat(REPORT.text()).isEqualTo("""
                sent 10, answered 9 in 2.0 s: 4.5 requests/s
                statuses  200: 7, 429: 2
                errors    timed out: 1
                latency   p50 3.0 ms, p90 4.0, p95 5.0, p99 6.0, p99.9 7.0, max 8.0, mean 2.0 (from the planned send time)""");
    }

    @Test
    void report_asJson_hasAllOfIt() {
        assertThat(Json.parse(REPORT.json().toString())).isEqualTo(Json.parse("""
                {"sent":10,"answered":9,"seconds":2.0,"throughputPerSecond":4.5,"statuses":{"200":7,"429":2},
                 "errors":{"timed out":1},"latencyMillis":{"min":1.0,"mean":2.0,"p50":3.0,"p90":4.0,"p95":5.0,"p99":6.0,
                 "p999":7.0,"max":8.0}}"""));
    }
}
