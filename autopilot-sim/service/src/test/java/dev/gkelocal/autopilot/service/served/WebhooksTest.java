package dev.gkelocal.autopilot.service.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhooks over HTTP, as an API server calls them. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class WebhooksTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TestHTTPResource("/")
    URI base;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    @Test
    void readiness_ofTheService_saysWhichRunAnswers() {
        // Given
        var admin = new Client(management);
        await().atMost(SOON).until(() -> admin.get("/q/health/ready").status() == 200);

        // When
        var answer = admin.get("/q/health/ready");

        // Then
        assertThat(answer.body()).contains(Platform.RUN);
    }

    @Test
    void pod_withoutRequests_comesBackWithAPatchThatHasThemAndWarnings() {
        // When
        var response = review("/admission/mutate", "CREATE", pod("{\"name\":\"c\",\"image\":\"i\"}"));

        // Then
        assertThat(response.get("uid").text()).isEqualTo("u-1");
        assertThat(response.get("allowed").isTrue()).isTrue();
        assertThat(response.get("patchType").text()).isEqualTo("JSONPatch");
        assertThat(patch(response)).contains("500m", "2Gi", "autopilot.gke.io/resource-adjustment");
        assertThat(response.get("warnings").items()).isNotEmpty();
    }

    @Test
    void unchangedObject_andDeletion_areAllowedWithoutAPatch() {
        // When
        var service = review("/admission/mutate", "CREATE", "{\"apiVersion\":\"v1\",\"kind\":\"Service\"}");
        var deletion = review("/admission/mutate", "DELETE", "null");

        // Then
        assertThat(service.get("allowed").isTrue()).isTrue();
        assertThat(service.get("patch").isSet()).isFalse();
        assertThat(deletion.get("allowed").isTrue()).isTrue();
    }

    @Test
    void quantity_thatIsNone_isAllowedWithAWarningAndCounted() {
        // When
        var response = review(
                "/admission/mutate",
                "CREATE",
                pod("{\"name\":\"c\",\"image\":\"i\",\"resources\":{\"requests\":{\"cpu\":\"much\"}}}"));

        // Then
        assertThat(response.get("allowed").isTrue()).isTrue();
        assertThat(response.get("warnings").get(0).text()).contains("were not applied", "much");
        assertThat(new Client(management).get("/q/metrics").body())
                .contains("autopilot_admission_reviews_total{outcome=\"unjudged\",webhook=\"mutate\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}",
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1beta1\"}",
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\"}",
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"operation\":\"CREATE\"}}",
                "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"1\",\"operation\":\"LOOK\"}}"
            })
    void malformedReview_isABadRequestThatSaysWhy(String body) {
        // When
        var answer = client.post("/admission/mutate", body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("reason").text()).isEqualTo("BadRequest");
        assertThat(answer.message()).isNotBlank();
    }

    @Test
    void privilegedPod_isDeniedInWardensEnvelope() {
        // When
        var response = review(
                "/admission/validate",
                "CREATE",
                pod("{\"name\":\"c\",\"image\":\"i\",\"securityContext\":{\"privileged\":true}}"));

        // Then
        assertThat(response.get("uid").text()).isEqualTo("u-1");
        assertThat(response.get("allowed").isTrue()).isFalse();
        var status = response.get("status");
        assertThat(status.get("code").text()).isEqualTo("400");
        assertThat(status.get("reason").text()).isEqualTo("GKE Warden constraints violations");
        assertThat(status.get("message").text()).isEqualTo("""
                        GKE Warden rejected the request because it violates one or more constraints.
                        Violations details: {"[denied by autogke-disallow-privilege]":["container c is privileged; not allowed in Autopilot"]}
                        Requested by user: 'jane@example.com', groups: 'system:authenticated'.""");
    }

    @Test
    void lawfulPod_isAdmitted_andNothingIsJudgedAtItsDeletion() {
        // When
        var lawful = review("/admission/validate", "CREATE", pod("{\"name\":\"c\",\"image\":\"i\"}"));
        var deletion = review("/admission/validate", "DELETE", "null");

        // Then
        assertThat(lawful.get("allowed").isTrue()).isTrue();
        assertThat(deletion.get("allowed").isTrue()).isTrue();
    }

    @Test
    void webhookThatWantsEverything_isDeniedByTheWebhookController() {
        // When
        var response = review("/admission/validate", "CREATE", """
                {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingWebhookConfiguration","metadata":{"name":"w"},
                "webhooks":[{"name":"w.example.com","rules":[{"apiGroups":["*"],"resources":["*"]}]}]}""");

        // Then
        assertThat(response.get("status").get("reason").text()).isEqualTo("GKE Admission Webhook Controller");
        assertThat(response.get("status").get("message").text()).contains("('*','*')");
    }

    @Test
    void writeIntoAManagedNamespace_isDeniedByTheAuthorizer_readingIsLeftToRbac() {
        // When
        var create = access("create", "kube-system");
        var get = access("get", "kube-system");
        var own = access("create", "shop");

        // Then
        assertThat(create.get("denied").isTrue()).isTrue();
        assertThat(create.get("allowed").isTrue()).isFalse();
        assertThat(create.get("reason").text())
                .isEqualTo("GKE Warden authz [denied by managed-namespaces-limitation]: the namespace"
                        + " \"kube-system\" is managed and the request's verb \"create\" is denied");
        assertThat(get.get("denied").isTrue()).isFalse();
        assertThat(own.get("denied").isTrue()).isFalse();
    }

    @Test
    void accessReview_thatAsksForNothing_isABadRequest() {
        // When
        var answer = client.post(
                "/authorize",
                "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":{}}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("resourceAttributes");
    }

    @Test
    void connection_toAClosedPod_isDenied_toOthersItIsNot() {
        // Given
        var ready = new Client(management);
        await().atMost(SOON).until(() -> ready.get("/q/health/ready").status() == 200);
        client.post("/api/v1/apply", "application/yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: agent, annotations: {autopilot.gke.io/no-connect: "true"}}
                spec: {schedulingGates: [{name: wait}], containers: [{name: c, image: i}]}
                """);

        // When
        var closed = connect("agent", "exec");
        var other = connect("somebody", "portforward");

        // Then
        assertThat(closed.get("allowed").isTrue()).isFalse();
        assertThat(closed.get("status").get("message").text())
                .contains(
                        "\"[denied by autogke-no-pod-connect-limitation]\":[\"Cannot connect to pod default/agent, with"
                                + " annotation \\\"autopilot.gke.io/no-connect\\\": \\\"true\\\".\"]");
        assertThat(other.get("allowed").isTrue()).isTrue();
        client.delete("/api/v1/objects/Pod/default/agent");
    }

    private Value connect(String pod, String how) {
        var answer = client.post("/admission/validate", """
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-2","operation":"CONNECT",
                "resource":{"group":"","version":"v1","resource":"pods"},"subResource":"%s","namespace":"default","name":"%s",
                "userInfo":{"username":"jane@example.com","groups":["system:authenticated"]},
                "object":{"apiVersion":"v1","kind":"PodExecOptions"}}}""".formatted(how, pod));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("response");
    }

    private Value access(String verb, String namespace) {
        var answer = client.post("/authorize", """
                {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{"user":"jane@example.com",
                "groups":["system:authenticated"],"resourceAttributes":{"namespace":"%s","verb":"%s",
                "group":"coordination.k8s.io","resource":"leases"}}}""".formatted(namespace, verb));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("status");
    }

    @Test
    void webPage_andForeignHost_areRefused() {
        // When
        var form = client.post("/admission/mutate", "text/plain", "{}");
        var page = client.post("/admission/mutate", "application/json", "{}", "Origin", "https://evil.example");

        // Then
        assertThat(form.status()).isEqualTo(415);
        assertThat(page.status()).isEqualTo(403);
    }

    private Value review(String path, String operation, String object) {
        var answer = client.post(path, """
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-1","operation":"%s",
                "userInfo":{"username":"jane@example.com","groups":["system:authenticated"]},"object":%s}}""".formatted(operation, object));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("kind").text()).isEqualTo("AdmissionReview");
        return answer.json().get("response");
    }

    private static String pod(String container) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":["
                + container + "]}}";
    }

    private static String patch(Value response) {
        var patch = new String(Base64.getDecoder().decode(response.get("patch").text()), StandardCharsets.UTF_8);
        return Json.write(Json.read(patch));
    }
}
