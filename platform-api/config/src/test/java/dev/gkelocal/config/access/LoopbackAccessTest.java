package dev.gkelocal.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.config.access.Verdict.Allowed;
import dev.gkelocal.config.access.Verdict.Refused;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackAccessTest {
    private static final String JSON = "application/json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "127.0.0.1:8080",
                "127.1.2.3",
                "[::1]",
                "[::1]:8080",
                "hello-123.us-central1.run.localhost:8082"
            })
    void host_ofThisMachine_isAllowed(String host) {
        assertThat(LoopbackAccess.check("GET", host, null, null)).isEqualTo(new Allowed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "localhost.example.com",
                "127.0.0.1.example.com",
                "evil-localhost",
                "localhost:80:80",
                "localhost:x",
                "user@localhost",
                "[::1",
                "[::1].example.com",
                "[::2]",
                "128.0.0.1",
                "0.0.0.0:8080"
            })
    void host_ofAnotherMachine_isRefused(String host) {
        assertThat(status(LoopbackAccess.check("GET", host, null, null))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gke-local.localhost:8080",
                "platform-api",
                "Platform-API:8080",
                "platform-api.gke-local",
                "platform-api.gke-local.svc:8080",
                "platform-api.gke-local.svc.cluster.local",
                "10.244.0.17:8080",
                "[fd00::1]:8080"
            })
    void host_ofAService_inItsCluster_isAllowed(String host) {
        assertThat(LoopbackAccess.check(inACluster(), "GET", host, null, null)).isEqualTo(new Allowed());
        assertThat(LoopbackAccess.check(HostNames.of("platform-api", new Properties()), "GET", host, null, null)
                        .equals(new Allowed()))
                .isEqualTo(host.contains("localhost"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.com", "cloudrun-sim", "platform-api.other.svc", "10.244.0.17.example.com", "1.2.3"})
    void host_ofAnotherService_inACluster_isRefusedAndToldTheNames(String host) {
        var verdict = LoopbackAccess.check(inACluster(), "GET", host, null, null);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.detail()).contains("platform-api.gke-local.svc", "*.localhost"));
    }

    private static HostNames inACluster() {
        var properties = new Properties();
        properties.setProperty(HostNames.NAMESPACE, "gke-local");
        return HostNames.of("platform-api", properties);
    }

    @Test
    void host_absent_isRefused() {
        assertThat(status(LoopbackAccess.check("GET", null, null, null))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "https://127.0.0.1", "http://[::1]:8080", "http://a.localhost"})
    void origin_ofThisMachine_isAllowed(String origin) {
        assertThat(LoopbackAccess.check("PUT", "localhost", origin, JSON)).isEqualTo(new Allowed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "https://example.com",
                "http://localhost.example.com",
                "file://localhost",
                "http://localhost@example.com",
                "http://localhost/path"
            })
    void origin_ofAnotherSite_isRefused(String origin) {
        assertThat(status(LoopbackAccess.check("GET", "localhost", origin, null)))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT", "PATCH"})
    void body_withoutJson_isRefused(String method) {
        assertThat(status(LoopbackAccess.check(method, "localhost", null, "text/plain")))
                .isEqualTo(415);
        assertThat(status(LoopbackAccess.check(method, "localhost", null, null)))
                .isEqualTo(415);
        assertThat(status(LoopbackAccess.check(method, "localhost", null, "application/jsonp")))
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=utf-8",
                "application/merge-patch+json"
            })
    void body_withJson_isAllowed(String contentType) {
        assertThat(LoopbackAccess.check("POST", "localhost", null, contentType)).isEqualTo(new Allowed());
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "DELETE", "OPTIONS"})
    void method_withoutBody_needsNoContentType(String method) {
        assertThat(LoopbackAccess.check(method, "localhost", null, null)).isEqualTo(new Allowed());
    }

    @Test
    void refusal_ofOrigin_saysWhatAndWhatToDo() {
        // When
        var verdict = LoopbackAccess.check("GET", "localhost", "https://example.com", null);

        // Then
        assertThat(verdict).isInstanceOfSatisfying(Refused.class, it -> {
            assertThat(it.title()).isEqualTo("Origin is not this machine");
            assertThat(it.detail()).contains("'https://example.com'").contains("serve the page from localhost");
        });
    }

    private static int status(Verdict verdict) {
        return switch (verdict) {
            case Allowed() -> 200;
            case Refused refused -> refused.status();
        };
    }
}
