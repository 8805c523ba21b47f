package dev.gkelocal.cloudrun.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.leadership.Leadership.Successor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API of a replica that hands over, and that of the next one. */
class ApiRelayTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Handover handover = new Handover();
    private final HttpServer next = listen("next", null);
    private final HttpServer former = listen("former", new ApiRelay(handover, vertx, next.actualPort()));

    private HttpServer listen(String name, ApiRelay relay) {
        var router = Router.router(vertx);
        if (relay != null) {
            router.route().handler(relay::handle);
        }
        router.route()
                .handler(BodyHandler.create(false))
                .handler(call -> call.response()
                        .setStatusCode(202)
                        .putHeader("x-host", call.request().authority().toString())
                        .end(name + " " + call.request().uri() + " "
                                + call.body().asString()));
        return join(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture());
    }

    private static <T> T join(java.util.concurrent.CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @AfterEach
    void close() {
        join(vertx.close().toCompletionStage().toCompletableFuture());
        http.close();
    }

    @Test
    void request_whileThisOneLeads_isItsOwn() throws Exception {
        assertThat(call("PATCH", "a").body()).isEqualTo("former /v2/x?y=1 a");
    }

    @Test
    void read_whileNobodyLeads_isAnswered() throws Exception {
        // Given
        handover.begin();
        // Then
        assertThat(call("GET", "").body()).startsWith("former");
    }

    @Test
    void change_whileNobodyLeads_waitsForTheNextOne() throws Exception {
        // Given
        handover.begin();
        var waiting = http.sendAsync(request("PATCH", "a"), BodyHandlers.ofString());
        assertThat(call("GET", "").body()).startsWith("former");
        assertThat(waiting).isNotDone();
        // When
        handover.end(Optional.of(new Successor("127.0.0.1", 1)));
        // Then
        var answer = join(waiting);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("next /v2/x?y=1 a");
        assertThat(answer.headers().firstValue("x-host")).contains("127.0.0.1:" + former.actualPort());
        // What is passed on is the last of its connection, which leads here and no longer to the one that leads.
        assertThat(answer.headers().firstValue("connection")).contains("close");
        assertThat(call("GET", "").body()).startsWith("next");
    }

    @Test
    void change_withNobodyToTakeOver_isAnsweredHere() throws Exception {
        // Given
        handover.begin();
        handover.end(Optional.empty());
        // Then
        assertThat(call("PATCH", "a").body()).isEqualTo("former /v2/x?y=1 a");
    }

    @Test
    void request_whoseReceiverIsGone_isUnavailable() throws Exception {
        // Given
        handover.begin();
        join(next.close().toCompletionStage().toCompletableFuture());
        // When
        handover.end(Optional.of(new Successor("127.0.0.1", 1)));
        // Then
        assertThat(call("PATCH", "a").statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> call(String method, String body) throws IOException, InterruptedException {
        return http.send(request(method, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + former.actualPort() + "/v2/x?y=1"))
                .method(method, BodyPublishers.ofString(body))
                .build();
    }
}
