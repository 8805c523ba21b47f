package dev.gkelocal.autopilot.service.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.warden.WardenSettings;
import dev.gkelocal.autopilot.service.certificates.Certificates;
import dev.gkelocal.autopilot.service.review.ReviewMeters;
import dev.gkelocal.autopilot.service.review.Reviews;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code -Dgkelocal.bench=true}: how long a review over TLS takes at 50 a second, over one connection, as an API server holds it. */
@EnabledIfSystemProperty(named = "gkelocal.bench", matches = "true")
class ReviewRateBench {
    private static final int PER_SECOND = 50;
    private static final int WARM_UP = 1_000;
    private static final int MEASURED = 2_000;

    @Test
    void reviews_atFiftyASecond() throws Exception {
        var certificates = Certificates.create(List.of("localhost"), Instant.now());
        var rules = ClusterRules.of(true, ClusterVersion.of("1.35"));
        var reviews = new Reviews(
                () -> rules,
                () -> WardenSettings.of(rules.traits()),
                pod -> false,
                () -> true,
                new ReviewMeters(new SimpleMeterRegistry()));
        reviews.gate(Gates::close);
        var vertx = Vertx.vertx();
        try (var server = WebhookServer.open(vertx, "127.0.0.1", 0, certificates, reviews)
                        .join();
                var client = HttpClient.newBuilder()
                        .sslContext(trusting(certificates))
                        .build()) {
            var uri = URI.create("https://localhost:" + server.port());
            run(client, uri, WARM_UP, 0);
            var micros = run(client, uri, MEASURED, PER_SECOND);
            Arrays.sort(micros);
            System.out.printf(
                    "reviews at %d/s over TLS: p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
                    PER_SECOND,
                    micros[MEASURED / 2] / 1000.0,
                    micros[MEASURED * 99 / 100] / 1000.0,
                    micros[MEASURED - 1] / 1000.0);
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** @param perSecond 0 = as fast as it goes */
    private static long[] run(HttpClient client, URI base, int count, int perSecond) throws Exception {
        var micros = new long[count];
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (perSecond > 0) {
                long due = start + TimeUnit.SECONDS.toNanos(i) / perSecond;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
            var path = i % 2 == 0 ? Reviews.MUTATE : Reviews.VALIDATE;
            var request = HttpRequest.newBuilder(base.resolve(path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(WebhookServerTest.REVIEW))
                    .build();
            long sent = System.nanoTime();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            micros[i] = (System.nanoTime() - sent) / 1000;
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        return micros;
    }

    private static SSLContext trusting(Certificates certificates) throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        trusted.setCertificateEntry("ca", certificates.authority().certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
