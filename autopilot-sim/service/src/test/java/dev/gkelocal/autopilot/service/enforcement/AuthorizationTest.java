package dev.gkelocal.autopilot.service.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
    private static final String WITH_FILE = "--authorization-config=/etc/kubernetes/gke-local/authorization.yaml";

    private HttpServer api;
    private KubernetesClient client;

    @BeforeEach
    void begin() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + api.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void end() {
        client.close();
        api.stop(0);
    }

    @Test
    void apiServer_thatDeniesTheTrial_asksAutopilot() {
        servers(WITH_FILE);
        review(201, true);
        assertThat(Authorization.of(client)).isEqualTo(Authorization.AUTOPILOT);
    }

    @Test
    void apiServer_thatOnlyDoesNotAllowTheTrial_asksItsOwn() {
        servers(WITH_FILE);
        review(201, false);
        assertThat(Authorization.of(client)).isEqualTo(Authorization.OWN);
    }

    @Test
    void apiServer_withoutTheFile_hasNone() {
        servers("--authorization-mode=Node,RBAC");
        review(201, false);
        assertThat(Authorization.of(client)).isEqualTo(Authorization.NONE);
    }

    @Test
    void apiServer_thatDoesNotLetUsAsk_isUnknown() {
        servers(WITH_FILE);
        review(403, false);
        assertThat(Authorization.of(client)).isEqualTo(Authorization.UNKNOWN);
    }

    private void servers(String flag) {
        api.createContext("/api/v1/namespaces/kube-system/pods", it -> answer(it, 200, """
                {"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [
                  {"metadata": {"name": "kube-apiserver-x", "namespace": "kube-system"},
                   "spec": {"containers": [{"name": "kube-apiserver", "command": ["kube-apiserver", "%s"]}]}}]}""".formatted(flag)));
    }

    private void review(int code, boolean denied) {
        api.createContext(
                "/apis/authorization.k8s.io/v1/subjectaccessreviews", it -> answer(it, code, """
                {"kind": "SubjectAccessReview", "apiVersion": "authorization.k8s.io/v1", "metadata": {}, "spec": {},
                 "status": {"allowed": false, "denied": %s}}""".formatted(denied)));
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
