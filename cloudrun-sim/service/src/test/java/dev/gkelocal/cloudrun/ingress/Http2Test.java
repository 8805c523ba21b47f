package dev.gkelocal.cloudrun.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 without TLS, from clients and to programs whose port is named h2c: cloudrun sheet 1.5. */
final class Http2Test {
    private final Stage stage = new Stage();

    @AfterEach
    void tearDown() {
        stage.assertNothingLeft();
        stage.close();
    }

    @Test
    void http2Client_ofHttp1Program_isSpokenToInHttp1() {
        // Given
        var program = Upstream.named(stage.programs, "program");
        stage.publish(Stage.route(Stage.ONE, program));
        // When
        var answers = Waits.get(Future.all(
                IntStream.range(0, 20).mapToObj(it -> stage.get2("/" + it)).toList()));
        // Then
        assertThat(answers.<Stage.Answer>list()).extracting(Stage.Answer::body).containsOnly("program");
        assertThat(program.requests).allSatisfy(it -> {
            assertThat(it.version()).isEqualTo(HttpVersion.HTTP_1_1);
            assertThat(it.getHeader("transfer-encoding")).isNull();
            assertThat(it.getHeader("host")).startsWith(Stage.HOST);
        });
    }

    @Test
    void http2Client_withBody_ofHttp1Program_isWhole() {
        // Given
        var program = Upstream.answering(
                stage.programs,
                "program",
                it -> it.body().onSuccess(body -> it.response().end(body)));
        stage.publish(Stage.route(Stage.ONE, program));
        // When
        var request = Waits.get(stage.request2(HttpMethod.POST, Stage.HOST, "/"));
        request.setChunked(true);
        request.write("one ");
        var answer = request.response().compose(Stage::whole);
        request.end("two");
        // Then
        assertThat(Waits.get(answer).body()).isEqualTo("one two");
    }

    @Test
    void http1Client_ofH2cProgram_isSpokenToInHttp2() {
        // Given
        var program = Upstream.named(stage.programs, "program");
        stage.publish(Stage.route(Stage.ONE, program).h2c());
        // When
        var answer = Waits.get(stage.get("/"));
        // Then
        assertThat(answer.body()).isEqualTo("program");
        assertThat(program.requests.get(0).version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(program.requests.get(0).authority().host()).isEqualTo(Stage.HOST);
    }

    @Test
    void grpc_bothWaysAtOnce_withTrailers() {
        // Given
        var program = Upstream.answering(stage.programs, "program", it -> {
            it.response()
                    .putHeader("content-type", "application/grpc")
                    .setChunked(true)
                    .writeHead();
            it.handler(data -> it.response().write(data));
            it.endHandler(v -> it.response().putTrailer("grpc-status", "0").end());
        });
        stage.publish(Stage.route(Stage.ONE, program).h2c());
        var seen = Collections.synchronizedList(new ArrayList<String>());
        // When
        var request = Waits.get(stage.request2(HttpMethod.POST, Stage.HOST, "/pkg.Service/Chat"));
        request.putHeader("te", "trailers").setChunked(true).sendHead();
        var response = Waits.get(request.response());
        var ended = response.handler(it -> seen.add(it.toString())).end();
        request.write("one");
        Waits.until(() -> assertThat(seen).containsExactly("one"));
        request.write("two");
        Waits.until(() -> assertThat(seen).containsExactly("one", "two"));
        request.end();
        Waits.get(ended);
        // Then
        assertThat(response.trailers().get("grpc-status")).isEqualTo("0");
        assertThat(program.requests.get(0).getHeader("te")).isEqualTo("trailers");
    }

    @Test
    void h2cProgram_takesBodiesWithoutLimit() {
        // Given
        try (var small = Stage.with(it -> it.withBodyBytes(1000))) {
            var program = Upstream.answering(
                    small.programs,
                    "program",
                    it -> it.body().onSuccess(body -> it.response().end(body.length() + "")));
            small.publish(Stage.route(Stage.ONE, program).h2c());
            // When
            var answer = Waits.get(small.post("/", Buffer.buffer(new byte[100_000])));
            // Then
            assertThat(answer.body()).isEqualTo("100000");
            small.assertNothingLeft();
        }
    }

    @Test
    void http2Client_resetsItsStream_slotIsFree() {
        // Given
        var slow = Upstream.holding(stage.programs, "slow");
        stage.publish(Stage.route(Stage.ONE, slow));
        var request = Waits.get(stage.request2(HttpMethod.GET, Stage.HOST, "/"));
        request.exceptionHandler(e -> {});
        request.end();
        Waits.until(() -> assertThat(slow.held()).isEqualTo(1));
        // When
        request.reset();
        // Then
        Waits.until(() -> assertThat(stage.ingress.inFlight()).isEmpty());
    }

    @Test
    void http2Client_waitingForSlot_isServed() {
        // Given
        stage.publish(Stage.route(Stage.ONE));
        var answer = stage.request2(HttpMethod.GET, Stage.HOST, "/").compose(Stage::sendWhole);
        Waits.until(() -> assertThat(stage.observed.waits).hasSize(1));
        // When
        stage.publish(Stage.route(Stage.ONE, Upstream.named(stage.programs, "late")));
        // Then
        assertThat(Waits.get(answer).body()).isEqualTo("late");
    }
}
