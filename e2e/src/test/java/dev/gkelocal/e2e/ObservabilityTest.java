package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Json;
import dev.gkelocal.e2e.driver.Monitored;
import dev.gkelocal.e2e.driver.MonitoredPlatform;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Web;
import dev.gkelocal.observability.ObservabilityFiles;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A platform with Prometheus and Jaeger: every panel shows something, an alert fires and resolves, a trace crosses Kafka.
 * Needs a service that waits as long as {@code ?ms=} says, as {@code examples/hello} does; any will do that is deployed.
 */
@Tag("monitored")
@TestMethodOrder(OrderAnnotation.class)
@ExtendWith({FaultReport.class, MonitoredPlatform.class})
final class ObservabilityTest {
    private static final String PROBE = "observed";
    private static final Duration SCRAPED = Duration.ofSeconds(30);
    private static final Duration ALERTED = Duration.ofMinutes(3);

    private static Monitored platform;
    private static URI service;
    private static ExecutorService callers;

    @BeforeAll
    static void deploy(Monitored monitored) {
        platform = monitored;
        callers = Executors.newVirtualThreadPerTaskExecutor();
        service = probe();
    }

    /** A copy of some service that takes one request at a time, so that a second one brings about a start. */
    private static URI probe() {
        var templates = stream(platform.gateway("/api/v1/cloudrun/services").path("services"))
                .filter(it -> !it.path("name").asText().endsWith("/" + PROBE))
                .toList();
        assertThat(templates)
                .as("deployed services: run the demo or deploy examples/hello first")
                .isNotEmpty();
        var name = templates.getFirst().path("name").asText();
        var given =
                (ObjectNode) Json.parse(platform.admin("GET", "/v2/" + name, "").body());
        var body = Json.object();
        var template = ((ObjectNode) given.path("template")).deepCopy();
        template.remove("revision");
        template.put("maxInstanceRequestConcurrency", 1);
        body.set("template", template);
        platform.admin("DELETE", Web.SERVICES + "/" + PROBE, "");
        Patience.within(Duration.ofSeconds(60)).untilAsserted(() -> {
            var answer = platform.admin("POST", Web.SERVICES + "?serviceId=" + PROBE, body.toString());
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 409);
        });
        Patience.within(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                shown().at("/status/terminalCondition/state").asText())
                        .isEqualTo("SUCCEEDED"));
        return URI.create(shown().at("/status/urls/0").asText());
    }

    private static JsonNode shown() {
        return platform.gateway("/api/v1/cloudrun/services/" + PROBE);
    }

    @AfterAll
    static void clear() {
        if (callers != null) {
            callers.shutdownNow();
            platform.admin("DELETE", Web.SERVICES + "/" + PROBE, "");
        }
    }

    @Test
    @Order(1)
    void coldStart_isOneTraceFromTheIngressOverKafkaToTheGateway() throws Exception {
        // Given
        var traces = Stream.generate(ObservabilityTest::traceId).limit(4).toList();

        // When
        for (var trace : traces) {
            callers.submit(() -> platform.call(service, "/?ms=1500", parent(trace)));
        }

        // Then
        Patience.within(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(traces).anySatisfy(ObservabilityTest::assertCrossesKafka));
    }

    private static void assertCrossesKafka(String id) {
        var trace = platform.trace(id);
        var request = only(trace, "cloudrun-sim", "GET " + PROBE);
        assertThat(tag(request, "faas.instance"))
                .as("the instance that answered")
                .isNotEmpty();
        var topic = "gkelocal.cloudrun.instance";
        assertThat(spans(trace, "cloudrun-sim", "send " + topic)).anySatisfy(sent -> {
            assertThat(parentOf(sent)).isEqualTo(request.path("spanID").asText());
            assertThat(spans(trace, "platform-api", "process " + topic))
                    .anySatisfy(it -> assertThat(parentOf(it))
                            .isEqualTo(sent.path("spanID").asText()));
        });
    }

    @Test
    @Order(2)
    void slowRequests_raiseAnAlertThatResolvesAfterThem() {
        // Given
        assertThat(platform.gateway("/api/v1/alerts").path("watchdog").asText()).isEqualTo("LIVE");

        // When
        Patience.within(ALERTED).untilAsserted(() -> {
            callTogether("/?ms=900");
            assertThat(state()).isEqualTo("FIRING");
        });

        // Then
        Patience.within(ALERTED).untilAsserted(() -> assertThat(state()).isEqualTo("RESOLVED"));
    }

    /** Of the burn alert over the shortest windows. */
    private static String state() {
        return stream(platform.gateway("/api/v1/alerts").path("alerts"))
                .filter(it -> it.path("name").asText().equals("GkeLocalErrorBudgetBurnFast"))
                .filter(it -> it.at("/labels/service_name").asText().equals(PROBE))
                .filter(it -> it.at("/labels/window").asText().equals("5m"))
                .map(it -> it.path("state").asText())
                .findFirst()
                .orElse("none");
    }

    @Test
    @Order(3)
    void queries_ofEveryPanel_giveData() {
        // Given
        callTogether("/?ms=10");

        // Then
        Patience.within(SCRAPED).untilAsserted(() -> {
            var empty = new ArrayList<String>();
            for (var dashboard : dashboards()) {
                for (var panel : dashboard.path("panels")) {
                    for (var target : panel.path("targets")) {
                        if (platform.query(chosen(target.path("expr").asText())).isEmpty()) {
                            empty.add(dashboard.path("uid").asText() + ", "
                                    + panel.path("title").asText() + ", "
                                    + target.path("legendFormat").asText());
                        }
                    }
                }
            }
            assertThat(empty).isEmpty();
        });
    }

    @Test
    @Order(4)
    void latencies_haveExemplarsThatLeadToTraces() {
        Patience.within(SCRAPED).untilAsserted(() -> {
            var now = System.currentTimeMillis() / 1000;
            var found = platform.exemplars(
                    "cloudrun_request_duration_seconds_bucket{service_name=\"" + PROBE + "\"}", now - 3600, now);
            assertThat(stream(found)
                            .flatMap(it -> stream(it.path("exemplars")))
                            .map(it -> it.at("/labels/trace_id").asText()))
                    .isNotEmpty()
                    .anySatisfy(
                            id -> assertThat(platform.trace(id).path("spans")).isNotEmpty());
        });
    }

    private static List<JsonNode> dashboards() {
        return ObservabilityFiles.paths().stream()
                .filter(it -> it.startsWith("grafana/dashboards/"))
                .map(it -> Json.parse(ObservabilityFiles.text(it)))
                .toList();
    }

    /** As Grafana sends it with everything chosen, over the last half hour. */
    private static String chosen(String expr) {
        return expr.replace("$__rate_interval", "10m")
                .replace("$__range", "30m")
                .replaceAll("\\$[a-z]+", ".*");
    }

    private static void callTogether(String path) {
        var calls = IntStream.range(0, 8)
                .mapToObj(_ -> callers.submit(() -> platform.call(service, path, parent(traceId()))))
                .toList();
        for (var call : calls) {
            try {
                call.get(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String traceId() {
        var random = ThreadLocalRandom.current();
        return "%016x%016x".formatted(random.nextLong() | 1, random.nextLong());
    }

    private static String parent(String trace) {
        return "00-" + trace + "-b7ad6b7169203331-01";
    }

    private static JsonNode only(JsonNode trace, String process, String name) {
        var found = spans(trace, process, name);
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static List<JsonNode> spans(JsonNode trace, String process, String name) {
        return stream(trace.path("spans"))
                .filter(it -> it.path("operationName").asText().equals(name))
                .filter(it -> trace.path("processes")
                        .path(it.path("processID").asText())
                        .path("serviceName")
                        .asText()
                        .equals(process))
                .toList();
    }

    private static String parentOf(JsonNode span) {
        return span.at("/references/0/spanID").asText();
    }

    private static String tag(JsonNode span, String key) {
        return stream(span.path("tags"))
                .filter(it -> it.path("key").asText().equals(key))
                .map(it -> it.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
