package dev.gkelocal.cloudrun.ingress;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.contracts.InstanceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers in place of a program that cannot give one: cloudrun sheet 1.6. */
final class FailuresTest {
    private static final String BROKEN = "upstream connect error or disconnect/reset before headers";

    private final Stage stage = new Stage();

    @AfterEach
    void tearDown() {
        stage.assertNothingLeft();
        stage.close();
    }

    @Test
    void instance_refusesConnections_is503() {
        // Given
        var gone = Upstream.named(stage.programs, "gone");
        stage.publish(Stage.route(Stage.ONE, gone));
        Waits.get(gone.stop());
        // When
        var answer = Waits.get(stage.get("/"));
        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo(BROKEN);
        assertThat(stage.observed.unreachable).containsExactly(new InstanceId("gone"));
        assertThat(stage.observed.served).containsExactly(503);
    }

    @Test
    void instance_refusesConnections_anotherTakesTheRequest() {
        // Given
        var gone = Upstream.named(stage.programs, "gone");
        var alive = Upstream.named(stage.programs, "alive");
        stage.publish(Stage.route(Stage.ONE, gone, alive));
        Waits.get(gone.stop());
        // When
        var answers =
                IntStream.range(0, 10).mapToObj(it -> Waits.get(stage.get("/"))).toList();
        // Then
        assertThat(answers).extracting(Stage.Answer::body).containsOnly("alive");
        assertThat(stage.observed.unreachable).isNotEmpty().containsOnly(new InstanceId("gone"));
    }

    @Test
    void instance_diesBeforeItsHeaders_is503() {
        // Given
        var dying = Upstream.answering(
                stage.programs, "dying", it -> it.connection().close());
        stage.publish(Stage.route(Stage.ONE, dying));
        // When
        var answer = Waits.get(stage.get("/"));
        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo(BROKEN);
        assertThat(stage.observed.unreachable).containsExactly(new InstanceId("dying"));
    }

    @Test
    void instance_answersNonsense_is503() {
        // Given
        var server = stage.programs
                .createNetServer()
                .connectHandler(it -> it.handler(data -> it.end(Buffer.buffer("what?\r\n\r\n"))));
        Waits.get(server.listen(0, "127.0.0.1"));
        var nonsense = new dev.gkelocal.cloudrun.routing.RevisionRoute.Endpoint(
                new InstanceId("nonsense"), "127.0.0.1", server.actualPort());
        stage.publish(Stage.to(Stage.ONE, nonsense));
        // When
        var answer = Waits.get(stage.get("/"));
        // Then
        assertThat(answer.status()).isEqualTo(503);
    }

    @Test
    void instance_diesInItsAnswer_clientIsCutOff() {
        // Given
        var dying = Upstream.answering(stage.programs, "dying", it -> {
            it.response().putHeader("content-length", "100").write("part");
            it.connection().close();
        });
        stage.publish(Stage.route(Stage.ONE, dying));
        // When
        var body = stage.request(HttpMethod.GET, Stage.HOST, "/")
                .compose(it -> it.send().compose(HttpClientResponse::body));
        // Then
        assertThatThrownBy(() -> Waits.get(body)).isInstanceOf(AssertionError.class);
        Waits.until(() -> assertThat(stage.observed.log).hasSize(1));
    }

    @Test
    void timeout_beforeHeaders_is504AndTheInstanceStays() {
        // Given
        var slow = Upstream.holding(stage.programs, "slow");
        stage.publish(Stage.route(Stage.ONE, slow).timeout(ofMillis(80)));
        // When
        var answer = Waits.get(stage.get("/"));
        // Then
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).isEqualTo("upstream request timeout");
        assertThat(stage.observed.unreachable).isEmpty();
        assertThat(stage.observed.served).containsExactly(504);
    }

    @Test
    void timeout_afterHeaders_endsTheStream() {
        // Given
        var slow = Upstream.answering(
                stage.programs, "slow", it -> it.response().setChunked(true).write("first"));
        stage.publish(Stage.route(Stage.ONE, slow).timeout(ofMillis(200)));
        // When
        var body = stage.request(HttpMethod.GET, Stage.HOST, "/")
                .compose(it -> it.send().compose(HttpClientResponse::body));
        // Then
        assertThatThrownBy(() -> Waits.get(body)).isInstanceOf(AssertionError.class);
        assertThat(stage.observed.unreachable).isEmpty();
        assertThat(stage.observed.log).extracting(RequestRecord::status).containsExactly(200);
        assertThat(stage.observed.log).extracting(RequestRecord::refusal).containsExactly("timeout");
    }

    @Test
    void client_leavesInTheMiddle_slotIsFreeAgain() {
        // Given
        var slow = Upstream.holding(stage.programs, "slow");
        stage.publish(Stage.route(Stage.ONE, slow).concurrency(1));
        var request = Waits.get(stage.request(HttpMethod.GET, Stage.HOST, "/"));
        request.exceptionHandler(e -> {});
        request.end();
        Waits.until(() -> assertThat(slow.held()).isEqualTo(1));
        var next = stage.get("/");
        // When
        request.reset();
        // Then
        Waits.until(() -> assertThat(slow.held()).isEqualTo(2));
        slow.letGo(2);
        assertThat(Waits.get(next).body()).isEqualTo("slow");
    }

    @Test
    void body_declaredTooLarge_is413AndNeverReachesTheProgram() {
        // Given
        try (var small = Stage.with(it -> it.withBodyBytes(1000))) {
            var program = Upstream.named(small.programs, "program");
            small.publish(Stage.route(Stage.ONE, program));
            // When
            var answer = Waits.get(small.post("/", Buffer.buffer(new byte[1001])));
            // Then
            assertThat(answer.status()).isEqualTo(413);
            assertThat(program.requests).isEmpty();
            small.assertNothingLeft();
        }
    }

    @Test
    void body_growsTooLarge_is413() {
        // Given
        try (var small = Stage.with(it -> it.withBodyBytes(1000))) {
            var program = Upstream.answering(
                    small.programs,
                    "program",
                    it -> it.body().onSuccess(body -> it.response().end()));
            small.publish(Stage.route(Stage.ONE, program));
            var request = Waits.get(small.request(HttpMethod.POST, Stage.HOST, "/"));
            request.setChunked(true);
            request.exceptionHandler(e -> {});
            // When
            request.write(Buffer.buffer(new byte[600]));
            request.write(Buffer.buffer(new byte[600]));
            // Then
            assertThat(Waits.get(request.response()).statusCode()).isEqualTo(413);
            request.end();
            small.assertNothingLeft();
        }
    }

    @Test
    void answer_declaredTooLarge_is500() {
        // Given
        try (var small = Stage.with(it -> it.withBodyBytes(1000))) {
            var program = Upstream.answering(
                    small.programs, "program", it -> it.response().end(Buffer.buffer(new byte[1001])));
            small.publish(Stage.route(Stage.ONE, program));
            // When
            var answer = Waits.get(small.get("/"));
            // Then
            assertThat(answer.status()).isEqualTo(500);
            small.assertNothingLeft();
        }
    }

    @Test
    void close_withRequestInFlight_letsItEnd() {
        // Given
        try (var closing = new Stage()) {
            var slow = Upstream.holding(closing.programs, "slow");
            closing.publish(Stage.route(Stage.ONE, slow));
            var answer = closing.get("/");
            Waits.until(() -> assertThat(slow.held()).isEqualTo(1));
            // When
            var closed = closing.ingress.close(ofSeconds(10));
            Waits.until(
                    () -> assertThatThrownBy(() -> Waits.get(closing.get("/"))).isInstanceOf(AssertionError.class));
            assertThat(closed.isComplete()).isFalse();
            slow.letGo(1);
            // Then
            assertThat(Waits.get(answer).body()).isEqualTo("slow");
            Waits.get(closed);
        }
    }
}
