package dev.gkelocal.autopilot.service.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.warden.WardenSettings;
import dev.gkelocal.autopilot.service.certificates.Certificates;
import dev.gkelocal.autopilot.service.review.ReviewMeters;
import dev.gkelocal.autopilot.service.review.Reviews;
import dev.gkelocal.observability.MetricCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real TLS, as an API server calls. */
class WebhookServerTest {
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1");
    static final String REVIEW = """
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","operation":"CREATE",
             "userInfo":{"username":"a"},"object":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"default"},
             "spec":{"containers":[{"name":"c","image":"i"}]}}}}""";

    private final Vertx vertx = Vertx.vertx();
    private final Certificates certificates = Certificates.create(NAMES, Instant.now());
    private final ClusterRules rules = ClusterRules.of(true, ClusterVersion.of("1.35"));
    private final SimpleMeterRegistry counted = new SimpleMeterRegistry();
    private final Reviews reviews = new Reviews(
            () -> rules, () -> WardenSettings.of(rules.traits()), pod -> false, () -> true, new ReviewMeters(counted));

    private WebhookServer server;

    @BeforeEach
    void open() {
        server =
                WebhookServer.open(vertx, "127.0.0.1", 0, certificates, reviews).join();
    }

    @AfterEach
    void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void review_overTls_isAnsweredAsOverHttp() throws Exception {
        var answer = post(Reviews.MUTATE, REVIEW);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"uid\":\"u\"", "JSONPatch", "defaulted unspecified resources");
    }

    @Test
    void gate_onceGiven_isPartOfThePatch() throws Exception {
        reviews.gate(Gates::close);
        var patch = post(Reviews.MUTATE, REVIEW).body().replaceAll(".*\"patch\":\"([^\"]*)\".*", "$1");
        assertThat(new String(java.util.Base64.getDecoder().decode(patch), java.nio.charset.StandardCharsets.UTF_8))
                .contains("schedulingGates", Gates.NODE);
    }

    @Test
    void unknownPath_andOtherMethod_areRefused() throws Exception {
        assertThat(post("/nothing", "{}").statusCode()).isEqualTo(404);
        var get = HttpRequest.newBuilder(uri("/authorize")).build();
        assertThat(client(new SSLParameters())
                        .send(get, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void certificate_renewed_isPresentedToNewConnectionsWithoutClosingThePort() throws Exception {
        var before = presented();
        var renewed = certificates.renewed(List.of("localhost", "127.0.0.1", "more.example"), Instant.now());
        assertThat(server.present(renewed).join()).isTrue();
        var after = presented();
        assertThat(before).isEqualTo(certificates.server().certificate());
        assertThat(after).isEqualTo(renewed.server().certificate());
    }

    @Test
    void client_thatOffersBoth_getsChaCha_andOneWithoutItIsServedToo() throws Exception {
        assertThat(suite(post(Reviews.VALIDATE, REVIEW))).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
        var fips = new SSLParameters(new String[] {"TLS_AES_128_GCM_SHA256"}, new String[] {"TLSv1.3"});
        assertThat(suite(post(client(fips), Reviews.VALIDATE, REVIEW))).isEqualTo("TLS_AES_128_GCM_SHA256");
    }

    @Test
    void renewed_stillPrefersChaCha() throws Exception {
        assertThat(server.present(certificates.renewed(List.of("localhost", "more.example"), Instant.now()))
                        .join())
                .isTrue();
        assertThat(suite(post(Reviews.VALIDATE, REVIEW))).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    }

    @Test
    void rehearsal_isAnsweredWhole_andCountsInItsOwnSeries() {
        var rehearsed = new SimpleMeterRegistry();
        reviews.gate(Gates::close);
        var count = new ReviewRehearsal(vertx, certificates, reviews.apart(new ReviewMeters(rehearsed)))
                .play()
                .join();
        assertThat(count).isEqualTo(ReviewRehearsal.REVIEWS);
        assertThat(reviewed(rehearsed)).isEqualTo(ReviewRehearsal.REVIEWS);
        assertThat(rehearsed
                        .find(MetricCatalogue.AUTOPILOT_REVIEWS.name())
                        .tag("outcome", "allowed")
                        .counters())
                .as("a review that cannot be judged would rehearse nothing")
                .hasSize(2);
        assertThat(reviewed(counted)).isZero();
    }

    private static double reviewed(SimpleMeterRegistry registry) {
        return registry.find(MetricCatalogue.AUTOPILOT_REVIEWS.name()).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static String suite(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.sslSession().orElseThrow().getCipherSuite();
    }

    private X509Certificate presented() throws Exception {
        var answer = post(Reviews.VALIDATE, REVIEW);
        return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return post(client(new SSLParameters()), path, body);
    }

    private HttpResponse<String> post(HttpClient client, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("https://localhost:" + server.port() + path);
    }

    private HttpClient client(SSLParameters parameters) throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        trusted.setCertificateEntry("ca", certificates.authority().certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(parameters)
                .build();
    }
}
