package dev.gkelocal.platform.served;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alertmanager's API v2 as Prometheus uses it, and what people are shown of it. */
@QuarkusTest
@QuarkusTestResource(Broker.class)
class AlertsTest {
    @TestHTTPResource("/")
    URI base;

    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway = new Gateway(base);
    }

    @Test
    void alert_thatIsSent_firesAndResolves() {
        // Given
        var start = Instant.now().minusSeconds(30);

        // When
        var answer = gateway.post(
                "/api/v2/alerts", sent("EventLagHigh", start, Instant.now().plusSeconds(240)));

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        var shown = item("EventLagHigh");
        assertThat(shown.path("state").asText()).isEqualTo("FIRING");
        assertThat(shown.path("severity").asText()).isEqualTo("warning");
        assertThat(shown.path("summary").asText()).isEqualTo("behind");
        assertThat(shown.path("runbook").asText()).isEqualTo("docs/runbooks/EventLagHigh.md");
        var gettable = gateway.json("/api/v2/alerts?filter=alertname%3D%22EventLagHigh%22");
        assertThat(gettable).hasSize(1);
        assertThat(gettable.at("/0/status/state").asText()).isEqualTo("active");
        assertThat(gettable.at("/0/generatorURL").asText()).isEqualTo("http://prometheus/graph");
        assertThat(gettable.at("/0/fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(gettable.at("/0/receivers/0/name").asText()).isEqualTo("gke-local");

        // When
        gateway.post("/api/v2/alerts", sent("EventLagHigh", start, Instant.now().minusSeconds(1)));

        // Then
        assertThat(item("EventLagHigh").path("state").asText()).isEqualTo("RESOLVED");
        assertThat(gateway.json("/api/v2/alerts?filter=alertname%3DEventLagHigh"))
                .isEmpty();
    }

    @Test
    void watchdog_provesThatAlertsArrive() {
        // When
        gateway.post(
                "/api/v2/alerts", sent("Watchdog", Instant.now(), Instant.now().plusSeconds(240)));

        // Then
        var answer = gateway.json("/api/v1/alerts");
        assertThat(answer.path("watchdog").asText()).isEqualTo("LIVE");
        assertThat(answer.path("alerts"))
                .noneMatch(it -> it.path("name").asText().equals("Watchdog"));
    }

    @Test
    void alerts_asManyAsPrometheusSendsAtOnce_areTaken() {
        // Given
        var end = Instant.now().minusSeconds(1);
        var all = IntStream.range(0, 256)
                .mapToObj(it -> one("many" + it, "x".repeat(900), end.minusSeconds(1), end))
                .collect(Collectors.joining(",", "[", "]"));

        // When
        var answer = gateway.post("/api/v2/alerts", all);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    @Test
    void alert_withoutLabels_isRefusedWithItsPlace() {
        // When
        var answer = gateway.post("/api/v2/alerts", "[{\"annotations\": {}}]");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(answer).path("detail").asText()).isEqualTo("alert 1 of 1: it has no labels.");
    }

    @Test
    void body_thatIsNoListOfAlerts_isRefused() {
        for (var body : new String[] {"{}", "[1]", "[{\"labels\": []}]", "[{\"startsAt\": \"yesterday\"}]", ""}) {
            assertThat(gateway.post("/api/v2/alerts", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void filter_thatIsNone_isRefused() {
        assertThat(gateway.get("/api/v2/alerts?filter=severity").statusCode()).isEqualTo(400);
    }

    private JsonNode item(String name) {
        for (var item : gateway.json("/api/v1/alerts").path("alerts")) {
            if (item.path("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("no alert " + name);
    }

    private static String sent(String name, Instant start, Instant end) {
        return "[" + one(name, "behind", start, end) + "]";
    }

    private static String one(String name, String summary, Instant start, Instant end) {
        return """
                {"labels": {"alertname": "%s", "severity": "warning"},
                 "annotations": {"summary": "%s", "runbook_url": "docs/runbooks/%s.md"},
                 "startsAt": "%s", "endsAt": "%s", "generatorURL": "http://prometheus/graph"}""".formatted(name, summary, name, start, end);
    }
}
