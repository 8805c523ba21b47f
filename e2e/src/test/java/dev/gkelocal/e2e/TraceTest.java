package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.Json;
import dev.gkelocal.e2e.driver.Part;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.Spans;
import dev.gkelocal.e2e.driver.Spans.Seen;
import dev.gkelocal.e2e.driver.Web;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With an endpoint for traces set, what one request brings about is one trace, up to the gateway. */
@Tag("slow")
final class TraceTest {
    private static final String CALLER = "b7ad6b7169203331";
    /** Spans are exported every five seconds. */
    private static final Duration EXPORTED = Duration.ofSeconds(30);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Spans spans;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.create(Map.of("idle_retention", "1m"));
        spans = Spans.of(sandbox);
        sandbox.up();
        sandbox.deploy("traced", "sleeper");
    }

    @AfterAll
    static void stop() {
        try (var _ = spans;
                var _ = sandbox) {
            sandbox.down();
        }
    }

    @Test
    void coldStart_isOneTraceFromTheIngressToTheGateway() throws Exception {
        // Given
        var trace = "0af7651916cd43dd8448eb211c80319c";
        Patience.within(Duration.ofSeconds(30))
                .until(() -> sandbox.home().instancesOf("traced").isEmpty());

        // When
        var answer = send(HttpRequest.newBuilder(sandbox.web().ingress().resolve("/here?ms=1"))
                .header("Host", Web.host("traced"))
                .header("traceparent", "00-" + trace + "-" + CALLER + "-01"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        var request = span(trace, "cloudrun-sim", "GET traced");
        assertThat(request.parent()).isEqualTo(CALLER);
        assertThat(request.kind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(request.attributes())
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("url.path", "/here")
                .containsEntry("url.query", "ms=1")
                .containsEntry("faas.coldstart", "true");
        assertContinued(trace, request, "gkelocal.cloudrun.scaling");
        assertContinued(trace, request, "gkelocal.cloudrun.instance");
        assertThat(requestLog())
                .contains("\"trace\":\"projects/gke-local-project/traces/" + trace + "\"")
                .contains("\"spanId\":\"" + request.id() + "\"");
    }

    @Test
    void adminWrite_isOneTraceFromTheApiToTheGateway() throws Exception {
        // Given
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        // When
        var answer = send(Web.to(admin(Web.SERVICES + "/traced?updateMask=description"))
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + trace + "-" + CALLER + "-01")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"description\":\"traced\"}")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        var append = span(trace, "cloudrun-sim", "send gkelocal.cloudrun.service");
        var call = spans.spansOf(trace).stream()
                .filter(it -> it.kind() == SpanKind.SPAN_KIND_SERVER)
                .findFirst()
                .orElseThrow();
        assertThat(call.parent()).isEqualTo(CALLER);
        assertThat(append.parent()).isEqualTo(call.id());
        assertContinued(trace, call, "gkelocal.cloudrun.service");
        assertThat(sandbox.home().log(Part.CLOUD_RUN)).contains("\"traceId\":\"" + trace + "\"");
    }

    /** Some append to the topic is a child of the cause, and the gateway's work on it a child of that. */
    private static void assertContinued(String trace, Seen cause, String topic) {
        Patience.within(EXPORTED)
                .untilAsserted(() -> assertThat(appends(trace, cause, topic))
                        .anySatisfy(append -> assertThat(spans.spansOf(trace)).anySatisfy(it -> {
                            assertThat(it.parent()).isEqualTo(append.id());
                            assertThat(it.service()).isEqualTo("platform-api");
                            assertThat(it.name()).isEqualTo("process " + topic);
                            assertThat(it.kind()).isEqualTo(SpanKind.SPAN_KIND_CONSUMER);
                        })));
    }

    private static List<Seen> appends(String trace, Seen cause, String topic) {
        return spans.spansOf(trace).stream()
                .filter(it -> it.service().equals("cloudrun-sim") && it.kind() == SpanKind.SPAN_KIND_PRODUCER)
                .filter(it -> it.name().equals("send " + topic) && it.parent().equals(cause.id()))
                .toList();
    }

    private static Seen span(String trace, String service, String name) {
        Patience.within(EXPORTED)
                .untilAsserted(() -> assertThat(spans.spansOf(trace)).anySatisfy(it -> {
                    assertThat(it.service()).isEqualTo(service);
                    assertThat(it.name()).isEqualTo(name);
                }));
        return spans.spansOf(trace).stream()
                .filter(it -> it.service().equals(service) && it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static URI admin(String path) {
        return sandbox.web().admin(path);
    }

    private static String requestLog() throws Exception {
        var answer = send(Web.to(admin("/local/v1/logs?service=traced&limit=100")));
        return Json.parse("[" + answer.body().strip().replace("\n", ",") + "]").toString();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }
}
