package dev.gkelocal.platform.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.autopilot.ClusterState;
import dev.gkelocal.contracts.autopilot.NodeState;
import dev.gkelocal.contracts.cloudrun.InstanceState.Phase;
import dev.gkelocal.contracts.cloudrun.ScalingDecided.Reason;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.platform.Samples;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Broker.class)
class GatewayTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TestHTTPResource("/")
    URI base;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "gkelocal.kafka.bootstrap")
    String bootstrap;

    private Gateway gateway;
    private EventLog log;

    @BeforeEach
    void open() {
        gateway = new Gateway(base);
        log = Broker.cloudRunSim(bootstrap);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void services_afterTheirEvents_areListedByName() {
        // When
        Broker.write(log, Topics.CLOUD_RUN_SERVICE, Samples.service("listed", 1));

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(gateway.json("/api/v1/cloudrun/services/listed")
                                .path("name")
                                .asText())
                        .isEqualTo("projects/local-project/locations/us-central1/services/listed"));
        assertThat(gateway.json("/api/v1/cloudrun/services?service=listed")
                        .at("/services/0/template/timeout")
                        .asText())
                .isEqualTo("PT5M");
        assertThat(gateway.get("/api/v1/cloudrun/services/projects/local-project/locations/us-central1/services/listed")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void instances_ofAService_areCountedByPhase() {
        // When
        Broker.write(log, Topics.CLOUD_RUN_INSTANCE, Samples.instance("counted", "c1", 1, Phase.ACTIVE));
        Broker.write(log, Topics.CLOUD_RUN_INSTANCE, Samples.instance("counted", "c2", 1, Phase.IDLE));
        Broker.write(log, Topics.CLOUD_RUN_INSTANCE, Samples.instance("counted", "c3", 1, Phase.STOPPED));

        // Then
        await().atMost(SOON).untilAsserted(() -> {
            var answer = gateway.json("/api/v1/cloudrun/instances?service=counted&showStopped=true");
            assertThat(answer.at("/counts/active").asInt()).isEqualTo(1);
            assertThat(answer.at("/counts/idle").asInt()).isEqualTo(1);
            assertThat(answer.path("instances")).hasSize(3);
        });
    }

    @Test
    void autopilot_nodesAndPods_areListedFromEvents_andTheClockToo() {
        // When
        Broker.write(
                log,
                Topics.AUTOPILOT_NODE,
                new NodeState(
                        "n1",
                        Version.first(1),
                        NodeState.Stage.READY,
                        "e2-standard-2",
                        "us-central1-a",
                        "",
                        false,
                        1930,
                        6 << 20,
                        1,
                        Samples.NOW,
                        Samples.NOW));
        Broker.write(
                log,
                Topics.AUTOPILOT_CLUSTER,
                new ClusterState("local", Version.first(1), Samples.NOW, Samples.NOW, true, 1.5, Map.of(), ""));

        // Then
        await().atMost(SOON).untilAsserted(() -> {
            var nodes = gateway.json("/api/v1/autopilot/nodes");
            assertThat(nodes.at("/nodes/0/machineType").asText()).isEqualTo("e2-standard-2");
            assertThat(nodes.path("usdTotal").asDouble()).isEqualTo(1.5);
            assertThat(nodes.path("simulatedTime").asText()).isEqualTo("2026-11-23T10:00:00Z");
        });
        assertThat(gateway.json("/api/v1/autopilot/pods").path("pods")).isEmpty();
        assertThat(gateway.get("/api/v1/autopilot/pods?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    void decisions_ofARevision_sayWhyInWords() {
        // When
        Broker.write(log, Topics.CLOUD_RUN_SCALING, Samples.decision("decided", Samples.NOW, 0, 1, Reason.ON_DEMAND));

        // Then
        await().atMost(SOON).untilAsserted(() -> {
            var first =
                    gateway.json("/api/v1/cloudrun/decisions?service=decided").at("/decisions/0");
            assertThat(first.path("reason").asText()).isEqualTo("ON_DEMAND");
            assertThat(first.path("to").asInt()).isEqualTo(1);
            assertThat(first.path("explanation").asText()).startsWith("1 waiting request found no free slot");
        });
    }

    @Test
    void service_thatIsUnknown_isA404WithTheNearestName() {
        // Given
        Broker.write(log, Topics.CLOUD_RUN_SERVICE, Samples.service("checkout", 1));
        await().atMost(SOON)
                .until(() -> gateway.get("/api/v1/cloudrun/services/checkout").statusCode() == 200);

        // When
        var answer = gateway.get("/api/v1/cloudrun/services/chekout");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Gateway.json(answer).path("next").asText()).isEqualTo("Did you mean 'checkout'?");
    }

    @Test
    void limit_thatIsNoNumber_isA400() {
        // When
        var answer = gateway.get("/api/v1/cloudrun/decisions?limit=abc");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(answer).path("detail").asText()).contains("abc");
    }

    @Test
    void stream_thatIsResumed_continuesWithoutLossOrDuplicates() throws IOException {
        // Given
        var subject = Samples.serviceName("resumed").toString();
        String lastId;
        try (var first = new EventClient(base, "", null)) {
            await().atMost(SOON).until(() -> first.names().contains("hello"));
            Broker.write(log, Topics.CLOUD_RUN_SERVICE, Samples.service("resumed", 1));
            await().atMost(SOON).until(() -> first.about(subject).size() == 1);
            lastId = first.about(subject).getFirst().id();
        }
        Broker.write(log, Topics.CLOUD_RUN_SERVICE, Samples.service("resumed", 2));

        // When
        try (var second = new EventClient(base, "", lastId)) {
            Broker.write(log, Topics.CLOUD_RUN_SERVICE, Samples.service("resumed", 3));

            // Then
            await().atMost(SOON).until(() -> second.about(subject).size() == 2);
            assertThat(second.about(subject))
                    .extracting(it -> it.json().at("/data/version/generation").asInt())
                    .containsExactly(2, 3);
            assertThat(second.names()).doesNotContain("gap");
        }
    }

    @Test
    void stream_withAFilter_sendsOnlyThoseTypesAndHeartbeats() throws IOException {
        // Given
        var subject = Samples.revisionName("filtered").toString();
        try (var client = new EventClient(base, "?type=dev.gkelocal.cloudrun.scaling.*", null)) {
            await().atMost(SOON).until(() -> client.names().contains("hello"));

            // When
            Broker.write(log, Topics.CLOUD_RUN_REVISION, Samples.revision("filtered", 1));
            Broker.write(
                    log, Topics.CLOUD_RUN_SCALING, Samples.decision("filtered", Samples.NOW, 0, 1, Reason.ON_DEMAND));

            // Then
            await().atMost(SOON)
                    .until(() ->
                            !client.comments.isEmpty() && !client.about(subject).isEmpty());
            assertThat(client.about(subject))
                    .extracting(it -> it.json().path("type").asText())
                    .containsExactly("dev.gkelocal.cloudrun.scaling.decided.v1");
        }
    }

    @Test
    void stream_fromAWipedLog_saysThatThereIsAGap() throws IOException {
        // When
        try (var client = new EventClient(base, "", "999999.-.-.-.-")) {

            // Then
            await().atMost(SOON).until(() -> client.names().contains("gap"));
        }
    }

    @Test
    void stream_ofAClientThatDoesNotRead_isClosedAndHoldsUpNobody() throws IOException {
        // Given
        var subject = Samples.serviceName("flood").toString();
        var large = "x".repeat(100_000);
        try (var stalled = new Socket();
                var reading = new EventClient(base, "", null)) {
            stalled.setReceiveBufferSize(4_096);
            stalled.connect(new InetSocketAddress("127.0.0.1", base.getPort()));
            stalled.getOutputStream()
                    .write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).until(() -> reading.names().contains("hello"));

            // When
            int written = 0;
            for (; written < 400 && closedForSlowness() == 0; written++) {
                Broker.write(log, Topics.CLOUD_RUN_SERVICE, Samples.service("flood", large, written + 1));
            }

            // Then
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(closedForSlowness()).isEqualTo(1));
            var all = written;
            await().atMost(SOON).until(() -> reading.about(subject).size() == all);
            assertThat(reading.names()).doesNotContain("closed");
            stalled.setSoTimeout(15_000);
            assertThat(bytesUntilTheEnd(stalled)).isPositive();
        }
    }

    private double closedForSlowness() {
        var counter = meters.find("gateway_event_streams_closed_total")
                .tag("reason", "slow")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Reads what is left, to the end or a reset of the connection; fails if it stays open. */
    private static long bytesUntilTheEnd(Socket socket) throws IOException {
        long read = 0;
        var buffer = new byte[65_536];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                read += n;
            }
        } catch (SocketException _) {
            return Math.max(1, read);
        }
        return read;
    }

    @Test
    void simulator_switchedOff_isOffAndOnTheStream() throws IOException {
        // Given
        gateway.put("/api/v1/simulators/cloud_run", "{\"enabled\": true}");
        try (var client = new EventClient(base, "?type=dev.gkelocal.platform.*", null)) {
            await().atMost(SOON).until(() -> client.names().contains("hello"));

            // When
            var answer = gateway.put("/api/v1/simulators/cloud_run", "{\"enabled\": false}");

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Gateway.json(answer).path("enabled").asBoolean()).isFalse();
            assertThat(gateway.json("/api/v1/simulators/cloud_run")
                            .path("enabled")
                            .asBoolean())
                    .isFalse();
            await().atMost(SOON).until(() -> client.about("cloud_run").size() == 1);
        }
    }

    @Test
    void simulator_switchedToWhatItIs_writesNothing() {
        // Given
        var first = gateway.put("/api/v1/simulators/cloud_run", "{\"enabled\": false}");

        // When
        var second = gateway.put("/api/v1/simulators/cloud_run", "{\"enabled\": false}");

        // Then
        assertThat(Gateway.json(second).path("since"))
                .isEqualTo(Gateway.json(first).path("since"));
    }

    @Test
    void simulator_thatIsUnknown_isA404WithTheNearestName() {
        // When
        var answer = gateway.get("/api/v1/simulators/cloudrun");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Gateway.json(answer).path("next").asText()).isEqualTo("Did you mean 'cloud_run'?");
    }

    @Test
    void simulator_withBadBodies_saysWhatIsWrong() {
        for (var body : List.of("{\"enable\": true}", "{\"enabled\": \"maybe\"}", "{\"enabled\": tr", "{}", "[]", "")) {
            // When
            var answer = gateway.put("/api/v1/simulators/cloud_run", body);

            // Then
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(Gateway.json(answer).path("where").asText()).as(body).startsWith("body");
        }
    }

    @Test
    void request_fromAnotherSite_isRefused() {
        // When
        var answer = gateway.get("/api/v1/status", "Origin", "https://example.com");

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Gateway.json(answer).path("title").asText()).isEqualTo("Origin is not this machine");
    }

    @Test
    void status_withoutSupervisor_showsThisProcess() {
        // When
        var status = gateway.json("/api/v1/status");

        // Then
        assertThat(status.path("state").asText()).isEqualTo("unsupervised");
        assertThat(status.at("/processes/0/name").asText()).isEqualTo("platform-api");
        assertThat(status.at("/processes/0/pid").asLong())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(status.path("memoryBytes").asLong()).isPositive();
    }

    @Test
    void page_atTheRoot_bringsAllItNeedsItself() {
        // When
        var page = gateway.get("/");

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        it -> assertThat(it).startsWith("default-src 'none'").doesNotContain("unsafe"));
        assertThat(page.body()).doesNotContain("http://", "https://", "style=", "onclick=");
        for (var file : List.of("page.js", "page.css", "text.js", "chart.js", "sections.js", "icon.svg")) {
            assertThat(gateway.get("/" + file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void openApi_listsEveryPath() {
        // When
        var paths = gateway.json("/q/openapi?format=json").path("paths");

        // Then
        assertThat(paths.fieldNames())
                .toIterable()
                .contains(
                        "/api/v1/status",
                        "/api/v1/events",
                        "/api/v1/alerts",
                        "/api/v2/alerts",
                        "/api/v1/simulators/{id}",
                        "/api/v1/cloudrun/services",
                        "/api/v1/cloudrun/revisions",
                        "/api/v1/cloudrun/instances",
                        "/api/v1/cloudrun/decisions");
    }
}
