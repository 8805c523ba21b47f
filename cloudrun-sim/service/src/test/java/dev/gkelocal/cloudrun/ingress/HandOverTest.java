package dev.gkelocal.cloudrun.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.routing.ServiceRoute.Share;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An ingress that passes its requests on to the one of another replica. */
final class HandOverTest {
    private final Stage former = new Stage();
    private final Stage next = new Stage();
    private final Upstream one = Upstream.named(next.programs, "one");
    private final Upstream two = Upstream.named(next.programs, "two");

    @AfterEach
    void tearDown() {
        former.assertNothingLeft();
        next.assertNothingLeft();
        former.close();
        next.close();
    }

    private void handOver() {
        publish(next);
        former.ingress.handOver("127.0.0.1", next.ingress.port());
    }

    private void publish(Stage stage) {
        stage.publish(
                List.of(new Share(Stage.ONE, 100)),
                Map.of("green", Stage.TWO),
                Stage.route(Stage.ONE, one),
                Stage.route(Stage.TWO, two));
    }

    @Test
    void request_afterHandOver_isRoutedByTheOther() {
        // Given
        publish(former);
        handOver();
        // When
        var plain = Waits.get(former.get("/"));
        var tagged = Waits.get(former.get("green---" + Stage.HOST, "/"));
        var posted = Waits.get(former.post("/", Buffer.buffer("body")));
        // Then
        assertThat(plain.body()).isEqualTo("one");
        assertThat(tagged.body()).isEqualTo("two");
        assertThat(posted.status()).isEqualTo(200);
    }

    @Test
    void request_byServiceName_keepsTheHeaderForTheOtherIngressOnly() {
        // Given
        publish(former);
        handOver();
        // When
        var answer = Waits.get(former.request(HttpMethod.GET, "localhost", "/")
                .map(it -> it.putHeader("X-Service-Name", "green---hello"))
                .compose(Stage::sendWhole));
        // Then
        assertThat(answer.body()).isEqualTo("two");
        assertThat(two.requests.get(0).getHeader("x-service-name")).isNull();
    }

    @Test
    void answer_afterHandOver_isTheLastOfItsConnection() {
        // Given
        publish(former);
        var before = Waits.get(former.get("/"));
        assertThat(before.response().getHeader("connection")).isNull();
        // When
        handOver();
        // Then
        Waits.until(() -> assertThat(Waits.get(former.get("/")).response().getHeader("connection"))
                .isEqualTo("close"));
        assertThat(Waits.get(former.get("nobody." + Stage.HOST, "/")).response().getHeader("connection"))
                .isEqualTo("close");
        Waits.get(former.ingress.deserted(Duration.ofSeconds(10)));
    }

    @Test
    void deserted_whileAConnectionIsOpen_waits() {
        publish(former);
        Waits.get(former.get("/"));
        assertThat(former.ingress.deserted(Duration.ofMillis(50)).toCompletionStage())
                .failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void request_toAReplicaThatStandsBy_isSentElsewhere() {
        assertThat(Waits.get(former.get("/")).status()).isEqualTo(503);
    }

    @Test
    void request_thatWasPassedOn_namesEachHopOnce() {
        // Given
        publish(former);
        handOver();
        // When
        Waits.get(former.request(HttpMethod.GET, Stage.HOST, "/")
                .map(it -> it.putHeader("X-Forwarded-For", "203.0.113.7"))
                .compose(Stage::sendWhole));
        // Then
        var seen = one.requests.get(0);
        assertThat(seen.getHeader("x-forwarded-for")).isEqualTo("203.0.113.7, 127.0.0.1");
        assertThat(seen.headers().getAll("forwarded")).containsExactly("for=127.0.0.1;proto=http");
        assertThat(seen.headers().getAll("x-forwarded-proto")).containsExactly("http");
        assertThat(seen.getHeader("host")).startsWith(Stage.HOST);
    }

    @Test
    void request_thatWaits_isPassedOnToo() {
        // Given
        former.publish(Stage.route(Stage.ONE));
        var waiting = former.get("/");
        Waits.until(() -> assertThat(former.observed.waits).isNotEmpty());
        // When
        handOver();
        // Then
        assertThat(Waits.get(waiting).body()).isEqualTo("one");
    }

    @Test
    void request_ofHttp2Program_isPassedOnWithItsAuthority() {
        // Given
        former.publish(Stage.route(Stage.ONE, one).h2c());
        next.publish(Stage.route(Stage.ONE, one).h2c());
        former.ingress.handOver("127.0.0.1", next.ingress.port());
        // When
        var answer = Waits.get(former.get2("/"));
        // Then
        assertThat(answer.body()).isEqualTo("one");
    }

    @Test
    void table_publishedAfterHandOver_leadsToTheOtherToo() {
        // Given
        publish(next);
        former.ingress.handOver("127.0.0.1", next.ingress.port());
        // When
        former.publish(Stage.route(Stage.ONE));
        // Then
        assertThat(Waits.get(former.get("/")).body()).isEqualTo("one");
    }
}
