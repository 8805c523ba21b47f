package dev.gkelocal.platform.served;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.observability.OpenMetrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What a scraper is answered. */
@QuarkusTest
@QuarkusTestResource(Broker.class)
class ScrapeTest {
    /** As Prometheus 2.42 and 3.16 send it, but for the order of the weights. */
    private static final String PROMETHEUS = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void scrape_ofPrometheus_isOpenMetrics() {
        // When
        var answer = new Gateway(management).get("/q/metrics", "Accept", PROMETHEUS);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(OpenMetrics.CONTENT_TYPE);
        assertThat(answer.body()).contains("eventlog_broker_reachable{").endsWith("# EOF\n");
    }

    @Test
    void scrape_ofOthers_isWhatTheyAskFor() {
        // When
        var answer = new Gateway(management).get("/q/metrics", "Accept", "text/plain");

        // Then
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("text/plain"));
        assertThat(answer.body()).doesNotContain("# EOF");
    }
}
