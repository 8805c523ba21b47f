package dev.gkelocal.autopilot.service.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.autopilot.core.manifest.Value;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated cluster over HTTP, with a real broker, in quick time. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class ClusterTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TestHTTPResource("/")
    URI base;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
        await().atMost(SOON)
                .until(() -> new Client(management).get("/q/health/ready").status() == 200);
    }

    @Test
    void deployment_pendsThenRunsOnANewNode_costs_andIsGoneAfterItsDeletion() {
        // When
        var applied = client.post("/api/v1/apply", "application/yaml", deployment("web", 3));

        // Then
        assertThat(applied.status()).isEqualTo(200);
        var outcome = applied.json().get("objects").get(0);
        assertThat(outcome.get("object").text()).isEqualTo("Deployment/default/web");
        assertThat(outcome.get("result").text()).isEqualTo("created");
        assertThat(outcome.get("warnings").items()).isNotEmpty();
        await().atMost(SOON).until(() -> phases("web").equals(List.of("Running", "Running", "Running")));
        assertThat(client.get("/api/v1/nodes").json().get("nodes").items()).isNotEmpty();
        assertThat(client.get("/api/v1/events").body()).contains("TriggeredScaleUp", "FailedScheduling");
        await().atMost(SOON).until(() -> usd() > 0);
        var pod = pods("web").getFirst();
        assertThat(client.get("/api/v1/pods/default/" + pod.get("name").text() + "/explain")
                        .body())
                .contains("TriggeredScaleUp", "\"options\":[{\"group\":", "\"score\":");
        assertThat(client.get("/api/v1/workloads").body()).contains("\"name\":\"web\"");
        assertThat(new Client(management).get("/q/metrics").body())
                .contains("autopilot_pods{phase=\"Running\"} 3.0", "autopilot_node_provision_seconds_count");

        // When
        var deleted = client.delete("/api/v1/objects/Deployment/default/web");

        // Then
        assertThat(deleted.status()).isEqualTo(200);
        await().atMost(SOON).until(() -> pods("web").isEmpty());
        assertThat(client.delete("/api/v1/objects/Deployment/default/web").status())
                .isEqualTo(404);
    }

    @Test
    void severalDocuments_areJudgedOneByOne_andTheBadOnesSaySo() {
        // When
        var answer = client.post("/api/v1/apply", "application/yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: rooted}
                spec:
                  containers:
                  - {name: c, image: i, securityContext: {privileged: true}}
                ---
                apiVersion: example.com/v1
                kind: Unknown
                metadata: {name: x}
                ---
                a: [broken
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                """);

        // Then
        assertThat(answer.status()).isEqualTo(422);
        var objects = answer.json().get("objects").items();
        assertThat(objects.stream().map(it -> it.get("result").text()))
                .containsExactly("refused", "unsupported", "unreadable", "created");
        assertThat(objects.getFirst().get("message").text())
                .contains("warden-validating.common-webhooks.networking.gke.io", "container c is privileged");
        assertThat(client.delete("/api/v1/objects/Namespace/-/shop").status()).isEqualTo(200);
    }

    @Test
    void check_tellsWhatWouldBecomeOfEachObject_andKeepsNothing() {
        // When
        var report = client.post("/api/v1/check", "application/yaml", deployment("checked", 2))
                .json();

        // Then
        assertThat(report.get("refused").text()).isEqualTo("0");
        assertThat(report.get("verdicts")
                        .get(0)
                        .get("footprint")
                        .get("cpuMillis")
                        .text())
                .isEqualTo("500");
        assertThat(pods("checked")).isEmpty();
    }

    @Test
    void caller_isNamedInDenials_andMayBeSpared() {
        // Given
        var config = """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: leader, namespace: kube-system}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """;

        // When
        var jane = client.post("/api/v1/apply", "application/yaml", config, "Impersonate-User", "jane@example.com");
        var admin =
                client.post("/api/v1/apply", "application/yaml", config, "Impersonate-Group", "ops, system:masters");
        var rooted = client.post(
                "/api/v1/apply",
                "application/yaml",
                deployment("rooted", 1).replace("image: nginx", "image: nginx, securityContext: {privileged: true}"),
                "Impersonate-User",
                "jane@example.com",
                "Impersonate-Group",
                "devs");

        // Then
        assertThat(jane.status()).isEqualTo(422);
        assertThat(jane.body())
                .contains(
                        "User \\\"jane@example.com\\\" cannot create resource \\\"persistentvolumeclaims\\\"",
                        "managed-namespaces-limitation");
        assertThat(admin.status()).isEqualTo(200);
        assertThat(rooted.body()).contains("Requested by user: 'jane@example.com', groups: 'devs'.");
        assertThat(client.delete("/api/v1/objects/PersistentVolumeClaim/kube-system/leader")
                        .body())
                .contains("cannot delete resource");
    }

    @Test
    void computeClass_thatCannotWork_saysSoInItsConditions() {
        // When
        var applied = client.post("/api/v1/apply", "application/yaml", """
                apiVersion: cloud.google.com/v1
                kind: ComputeClass
                metadata: {name: odd}
                spec: {nodePoolAutoCreation: {enabled: true}, priorities: [{machineFamily: c99}]}
                """);

        // Then
        assertThat(applied.body()).contains("compute class odd is CrdMisconfigured=True (MachineFamilyNotFound)");
        assertThat(client.get("/api/v1/classes").body())
                .contains("\"name\":\"odd\"", "\"reason\":\"MachineFamilyNotFound\"", "\"type\":\"Health\"");
        assertThat(client.delete("/api/v1/objects/ComputeClass/-/odd").status()).isEqualTo(200);
    }

    @Test
    void emptyBody_unknownPod_andWebPage_areRefused() {
        // When
        var empty = client.post("/api/v1/apply", "application/yaml", "");
        var unknown = client.get("/api/v1/pods/default/nobody/explain");
        var form = client.post("/api/v1/apply", "text/plain", deployment("x", 1));

        // Then
        assertThat(empty.status()).isEqualTo(400);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(form.status()).isEqualTo(415);
    }

    private double usd() {
        return Double.parseDouble(
                client.get("/api/v1/cost").json().get("usdWorkloads").text());
    }

    private List<Value> pods(String prefix) {
        return client.get("/api/v1/pods").json().get("pods").items().stream()
                .filter(it -> it.get("name").text().startsWith(prefix))
                .toList();
    }

    private List<String> phases(String prefix) {
        return pods(prefix).stream().map(it -> it.get("phase").text()).toList();
    }

    private static String deployment(String name, int replicas) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers:
                      - {name: main, image: nginx}
                """.formatted(name, replicas);
    }
}
