package dev.gkelocal.cloudrun.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.routing.RouteTable;
import dev.gkelocal.cloudrun.routing.ServiceRoute.Share;
import dev.gkelocal.contracts.RevisionName;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which revision a request reaches: cloudrun sheet 1.6, 4.2, 4.3. */
final class RoutingTest {
    private final Stage stage = new Stage();
    private final Upstream one = Upstream.named(stage.programs, "one");
    private final Upstream two = Upstream.named(stage.programs, "two");

    @AfterEach
    void tearDown() {
        stage.assertNothingLeft();
        stage.close();
    }

    private void publishBoth(int percentOfOne, Map<String, RevisionName> tags) {
        var shares = List.of(new Share(Stage.ONE, percentOfOne), new Share(Stage.TWO, 100 - percentOfOne));
        stage.publish(shares, tags, Stage.route(Stage.ONE, one), Stage.route(Stage.TWO, two));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello-123456789.europe-west1.run.localhost",
                "HELLO-123456789.Europe-West1.Run.LocalHost",
                "hello-123456789.europe-west1.run.localhost."
            })
    void host_ofService_reachesIt(String host) {
        // Given
        stage.publish(Stage.route(Stage.ONE, one));
        // When
        var answer = Waits.get(stage.get(host, "/"));
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other-123456789.europe-west1.run.localhost",
                "hello-1.europe-west1.run.localhost",
                "hello-123456789.us-central1.run.localhost",
                "nope---hello-123456789.europe-west1.run.localhost",
                "localhost",
                "127.0.0.1",
                "example.com"
            })
    void host_unknown_is404Page(String host) {
        // Given
        publishBoth(50, Map.of("green", Stage.TWO));
        // When
        var answer = Waits.get(stage.get(host, "/"));
        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("The requested URL was not found on this server.");
        assertThat(answer.response().getHeader("content-type")).startsWith("text/html");
    }

    @Test
    void serviceNameHeader_onAnyHost_reachesServiceOfDefaultRegion() {
        // Given
        publishBoth(100, Map.of("green", Stage.TWO));
        // When
        var plain = Waits.get(named("hello"));
        var tagged = Waits.get(named("green---hello"));
        var unknown = Waits.get(named("nope"));
        // Then
        assertThat(plain.body()).isEqualTo("one");
        assertThat(tagged.body()).isEqualTo("two");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(one.requests.get(0).getHeader("x-service-name")).isNull();
    }

    private Future<Stage.Answer> named(String service) {
        return stage.request(HttpMethod.GET, "localhost", "/")
                .map(it -> it.putHeader("X-Service-Name", service))
                .compose(Stage::sendWhole);
    }

    @Test
    void split_halfAndHalf_isNearEven() {
        // Given
        publishBoth(50, Map.of());
        var requests = 2000;
        // When
        for (int i = 0; i < 10; i++) {
            Waits.get(Future.all(IntStream.range(0, requests / 10)
                    .mapToObj(it -> stage.get("/"))
                    .toList()));
        }
        // Then
        assertThat(one.served.get() + two.served.get()).isEqualTo(requests);
        assertThat(one.served.get()).isBetween(850, 1150);
    }

    @Test
    void tag_ofRevisionWithoutTraffic_alwaysReachesIt() {
        // Given
        publishBoth(100, Map.of("green", Stage.TWO));
        // When
        var answers = Waits.get(Future.all(IntStream.range(0, 50)
                .mapToObj(it -> stage.get("green---" + Stage.HOST, "/"))
                .toList()));
        // Then
        assertThat(answers.<Stage.Answer>list()).extracting(Stage.Answer::body).containsOnly("two");
    }

    @Test
    void noReadyRevision_is404() {
        // Given
        stage.publish(List.of(), Map.of(), Stage.route(Stage.ONE, one));
        // When
        var answer = Waits.get(stage.get("/"));
        // Then
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void disabled_is503WithSentence() {
        // Given
        stage.publish(Stage.route(Stage.ONE, one));
        stage.ingress.publish(new RouteTable(false, Map.of(), Map.of()));
        // When
        var answer = Waits.get(stage.get("/"));
        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("simulator is switched off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/healthz?full=1", "/eventlog"})
    void reservedPath_neverReachesProgram(String path) {
        // Given
        stage.publish(Stage.route(Stage.ONE, one));
        // When
        var answer = Waits.get(stage.get(path));
        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(one.requests).isEmpty();
    }

    @Test
    void absoluteUri_namesTheHost() {
        // Given
        stage.publish(Stage.route(Stage.ONE, one));
        // When
        var answer = Waits.get(stage.get("example.com", "http://" + Stage.HOST + "/path?x=1"));
        // Then
        assertThat(answer.body()).isEqualTo("one");
        assertThat(one.requests.get(0).uri()).isEqualTo("/path?x=1");
        assertThat(one.requests.get(0).getHeader("host")).isEqualTo(Stage.HOST);
    }
}
