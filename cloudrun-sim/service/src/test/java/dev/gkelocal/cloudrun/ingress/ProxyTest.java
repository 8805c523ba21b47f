package dev.gkelocal.cloudrun.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What passes between client and program over HTTP/1.1: cloudrun sheet 1.5. */
final class ProxyTest {
    private final Stage stage = new Stage();

    @AfterEach
    void tearDown() {
        stage.assertNothingLeft();
        stage.close();
    }

    private Upstream program(io.vertx.core.Handler<HttpServerRequest> handler) {
        var program = Upstream.answering(stage.programs, "program", handler);
        stage.publish(Stage.route(Stage.ONE, program));
        return program;
    }

    private Future<Stage.Answer> getWith(String... headers) {
        return stage.request(HttpMethod.GET, Stage.HOST, "/")
                .map(request -> {
                    for (int i = 0; i < headers.length; i += 2) {
                        request.headers().add(headers[i], headers[i + 1]);
                    }
                    return request;
                })
                .compose(Stage::sendWhole);
    }

    @Test
    void headers_ofFrontEnd_areAdded() {
        // Given
        var program = program(it -> it.response().end());
        // When
        Waits.get(getWith("X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "gopher"));
        // Then
        var seen = program.requests.get(0).headers();
        assertThat(seen.getAll("x-forwarded-for")).containsExactly("203.0.113.7, 127.0.0.1");
        assertThat(seen.getAll("x-forwarded-proto")).containsExactly("http");
        assertThat(seen.get("forwarded")).isEqualTo("for=127.0.0.1;proto=http");
        assertThat(seen.getAll("host")).containsExactly(Stage.HOST + ":" + stage.ingress.port());
        assertThat(seen.get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(seen.get("x-cloud-trace-context")).matches("[0-9a-f]{32}/[0-9]+;o=1");
        assertThat(seen.get("traceparent"))
                .contains(seen.get("x-cloud-trace-context").substring(0, 32));
    }

    @Test
    void headers_ofTheHopAndOfGoogle_areRemoved() {
        // Given
        var program =
                program(it -> it.response().putHeader("keep-alive", "timeout=5").end());
        // When
        var answer = Waits.get(getWith(
                "Connection", "x-private",
                "X-Private", "1",
                "Keep-Alive", "timeout=5",
                "TE", "gzip",
                "Proxy-Authorization", "Basic eA==",
                "X-Google-Anything", "1",
                "X-Mine", "kept"));
        // Then
        var seen = program.requests.get(0).headers();
        assertThat(seen.names())
                .contains("X-Mine")
                .doesNotContain("X-Private", "Keep-Alive", "TE", "Proxy-Authorization", "X-Google-Anything");
        assertThat(answer.response().headers().contains("keep-alive")).isFalse();
    }

    @Test
    void traceparent_ofCaller_isContinued() {
        // Given
        var program = program(it -> it.response().end());
        var parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        // When
        Waits.get(getWith("traceparent", parent, "tracestate", "v=1"));
        // Then
        var seen = program.requests.get(0).headers();
        assertThat(seen.getAll("traceparent")).containsExactly(parent);
        assertThat(seen.get("tracestate")).isEqualTo("v=1");
        assertThat(seen.get("x-cloud-trace-context"))
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736/67667974448284343;o=1");
        Waits.until(() -> assertThat(stage.observed.log)
                .extracting(RequestRecord::traceId)
                .containsExactly("4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    @Test
    void cookie_inAnswer_makesItPrivate() {
        // Given
        program(it -> it.response()
                .putHeader("Set-Cookie", "a=b")
                .putHeader("Cache-Control", "public")
                .end());
        // When
        var answer = Waits.get(getWith());
        // Then
        assertThat(answer.response().headers().getAll("cache-control")).containsExactly("private");
    }

    @Test
    void answer_withStatusAndHeaders_comesBackAsItIs() {
        // Given
        program(it -> it.response()
                .setStatusCode(418)
                .setStatusMessage("Short and stout")
                .putHeader("X-Answer", (Iterable<String>) List.of("1", "2"))
                .end("tea"));
        // When
        var answer = Waits.get(getWith());
        // Then
        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.response().statusMessage()).isEqualTo("Short and stout");
        assertThat(answer.response().headers().getAll("x-answer")).containsExactly("1", "2");
        assertThat(answer.response().getHeader("content-length")).isEqualTo("3");
        assertThat(answer.body()).isEqualTo("tea");
    }

    @Test
    void headRequest_keepsTheLength() {
        // Given
        program(it -> it.response().putHeader("content-length", "1234").end());
        // When
        var answer = Waits.get(stage.request(HttpMethod.HEAD, Stage.HOST, "/").compose(HttpClientRequest::send));
        // Then
        assertThat(answer.getHeader("content-length")).isEqualTo("1234");
        Waits.until(() -> assertThat(stage.observed.served).containsExactly(200));
    }

    @Test
    void largeBody_bothWays_isWhole() {
        // Given
        program(it -> {
            it.response().setChunked(true);
            it.pipeTo(it.response());
        });
        var body = Buffer.buffer(new byte[8 * 1024 * 1024]);
        body.setString(4_000_000, "middle");
        // When
        var echoed = Waits.get(stage.request(HttpMethod.POST, Stage.HOST, "/")
                .compose(it -> it.send(body).compose(answer -> answer.body())));
        // Then
        assertThat(echoed).isEqualTo(body);
        Waits.until(() -> assertThat(stage.observed.log)
                .allSatisfy(it -> assertThat(List.of(it.requestBytes(), it.responseBytes()))
                        .containsOnly(8L * 1024 * 1024))
                .hasSize(1));
    }

    @Test
    void chunkedUpload_reachesProgramBeforeItsEnd() {
        // Given
        var seen = Collections.synchronizedList(new ArrayList<String>());
        program(it -> it.handler(data -> seen.add(data.toString()))
                .endHandler(v -> it.response().end("done")));
        var request = Waits.get(stage.request(HttpMethod.POST, Stage.HOST, "/"));
        request.setChunked(true);
        // When
        request.write("first");
        Waits.until(() -> assertThat(seen).containsExactly("first"));
        var answer = request.response().compose(Stage::whole);
        request.end("second");
        // Then
        assertThat(Waits.get(answer).body()).isEqualTo("done");
        assertThat(seen).containsExactly("first", "second");
    }

    @Test
    void serverSentEvents_arriveOneByOne() {
        // Given
        var open = new AtomicReference<HttpServerRequest>();
        program(it -> {
            it.response()
                    .setChunked(true)
                    .putHeader("content-type", "text/event-stream")
                    .writeHead();
            open.set(it);
        });
        var seen = Collections.synchronizedList(new ArrayList<String>());
        // When
        var response = Waits.get(stage.request(HttpMethod.GET, Stage.HOST, "/").compose(HttpClientRequest::send));
        var ended = response.handler(it -> seen.add(it.toString())).end();
        // Then
        for (int i = 0; i < 3; i++) {
            var event = "data: " + i + "\n\n";
            open.get().response().write(event);
            var sofar = i + 1;
            Waits.until(() -> assertThat(seen).hasSize(sofar).endsWith(event));
        }
        open.get().response().end();
        Waits.get(ended);
    }

    @Test
    void slowReader_holdsTheProgramBack() {
        // Given
        var written = new java.util.concurrent.atomic.AtomicLong();
        var total = 256L * 1024 * 1024;
        program(it -> {
            var response = it.response().setChunked(true);
            var chunk = Buffer.buffer(new byte[64 * 1024]);
            new Object() {
                void pump() {
                    while (!response.closed() && !response.writeQueueFull() && written.get() < total) {
                        response.write(chunk);
                        written.addAndGet(chunk.length());
                    }
                    response.drainHandler(v -> pump());
                }
            }.pump();
        });
        // When
        var response = Waits.get(stage.request(HttpMethod.GET, Stage.HOST, "/").compose(HttpClientRequest::send));
        response.pause();
        response.exceptionHandler(e -> {});
        // Then
        var before = new AtomicReference<>(-1L);
        Waits.until(() -> assertThat(before.getAndSet(written.get())).isEqualTo(written.get()));
        assertThat(written.get()).isLessThan(total / 4);
        response.request().reset();
    }

    @Test
    void webSocket_passesBothWaysAndHoldsItsSlot() {
        // Given
        var program = program(it -> it.toWebSocket()
                .onSuccess(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text))));
        var seen = Collections.synchronizedList(new ArrayList<String>());
        var client = stage.programs.createWebSocketClient();
        // When
        var socket = Waits.get(client.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(stage.ingress.port())
                .setURI("/chat")
                .putHeader("X-Service-Name", "hello")));
        socket.textMessageHandler(seen::add);
        socket.writeTextMessage("one");
        socket.writeTextMessage("two");
        // Then
        Waits.until(() -> assertThat(seen).containsExactly("echo one", "echo two"));
        assertThat(stage.ingress.inFlight()).containsEntry(program.id, 1);
        Waits.get(socket.close());
        Waits.until(() -> assertThat(stage.observed.log).hasSize(1));
        assertThat(stage.observed.log.get(0).status()).isEqualTo(101);
    }

    @Test
    void upgrade_refusedByProgram_isAnOrdinaryAnswer() {
        // Given
        program(it -> it.response().setStatusCode(403).end("no"));
        // When
        var answer = Waits.get(getWith("Connection", "Upgrade", "Upgrade", "websocket"));
        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("no");
    }

    @Test
    void expectContinue_isAnsweredOnceThereIsASlot() {
        // Given
        var program = program(it -> it.body().onSuccess(body -> it.response().end(body)));
        var request = Waits.get(stage.request(HttpMethod.POST, Stage.HOST, "/"));
        var toldTo = io.vertx.core.Promise.<Void>promise();
        request.putHeader("Expect", "100-continue").putHeader("Content-Length", "4");
        request.continueHandler(v -> toldTo.complete());
        request.sendHead();
        // When
        Waits.get(toldTo.future());
        var whole = request.response().compose(Stage::whole);
        request.end("body");
        var answer = Waits.get(whole);
        // Then
        assertThat(answer.body()).isEqualTo("body");
        assertThat(program.requests.get(0).getHeader("expect")).isNull();
    }

    @Test
    void requestRecord_ofServedRequest_saysAllOfIt() {
        // Given
        var program = program(it -> it.body().onSuccess(body -> it.response().end("answer")));
        // When
        Waits.get(stage.post("/path?q=1", Buffer.buffer("question")));
        // Then
        Waits.until(() -> assertThat(stage.observed.log).hasSize(1));
        var record = stage.observed.log.get(0);
        assertThat(record.revision()).isEqualTo(Stage.ONE);
        assertThat(record.instance()).isEqualTo(program.id);
        assertThat(record.url()).isEqualTo("http://" + Stage.HOST + ":" + stage.ingress.port() + "/path?q=1");
        assertThat(List.of(record.method(), record.protocol(), record.remoteIp()))
                .containsExactly("POST", "http/1.1", "127.0.0.1");
        assertThat(List.of(record.status(), (int) record.requestBytes(), (int) record.responseBytes()))
                .containsExactly(200, 8, 6);
        assertThat(record.coldStart()).isFalse();
    }
}
