package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import dev.gkelocal.e2e.driver.Web;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What passes from a client to a service besides small requests: large bodies, answers that take their time, WebSockets. */
@Tag("journey")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class TrafficTest {
    private static final String SERVICE = "traffic";
    /** Cloud Run's limit of a request over HTTP/1 (cloudrun sheet 3). */
    private static final int MOST = 32 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void bodyAtTheLimit_arrivesWhole_andOneBeyondIsRefused(Sandbox sandbox) throws Exception {
        try (var client = client()) {
            // Given
            sandbox.deploy(SERVICE, "traffic");
            // When
            var whole = client.send(upload(sandbox, MOST), BodyHandlers.ofString());
            var beyond = client.send(upload(sandbox, MOST + 1), BodyHandlers.ofString());
            // Then
            assertThat(whole.body()).isEqualTo(Integer.toString(MOST));
            assertThat(beyond.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void answerThatTakesItsTime_arrivesLineByLine(Sandbox sandbox) throws Exception {
        try (var client = client()) {
            // Given
            sandbox.deploy(SERVICE, "traffic");
            var request = to(sandbox, "/stream").build();
            client.send(to(sandbox, "/").build(), BodyHandlers.discarding());
            // When
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            long first;
            try (var body = answer.body()) {
                assertThat(body.read()).isEqualTo('l');
                first = System.nanoTime();
                body.readAllBytes();
            }
            // Then: the program writes for 1.5 s; a proxy that collected it would pass all of it on at once.
            assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(Duration.ofMillis(700));
        }
    }

    @Test
    void webSocket_carriesTextBothWays(Sandbox sandbox) throws Exception {
        try (var client = client()) {
            // Given
            sandbox.deploy(SERVICE, "traffic");
            var heard = new CompletableFuture<String>();
            var ingress = sandbox.web().ingress();
            var socket = client.newWebSocketBuilder()
                    .header("Host", Web.host(SERVICE))
                    .buildAsync(URI.create("ws://" + ingress.getAuthority() + "/echo"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            heard.complete(text.toString());
                            return CompletableFuture.completedStage(null);
                        }
                    })
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            // When
            socket.sendText("hello there", true);
            // Then
            assertThat(heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("hello there");
            socket.abort();
        }
    }

    private static HttpRequest upload(Sandbox sandbox, int bytes) {
        return to(sandbox, "/upload")
                .POST(BodyPublishers.ofByteArray(new byte[bytes]))
                .build();
    }

    private static HttpRequest.Builder to(Sandbox sandbox, String path) {
        return HttpRequest.newBuilder(sandbox.web().ingress().resolve(path))
                .header("Host", Web.host(SERVICE))
                .timeout(PATIENCE);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
