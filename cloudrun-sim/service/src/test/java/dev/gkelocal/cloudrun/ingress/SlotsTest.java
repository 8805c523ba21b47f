package dev.gkelocal.cloudrun.ingress;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.routing.RouteTable;
import dev.gkelocal.contracts.InstanceId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests at instances, and those that wait: cloudrun sheet 1.6, 2.2. */
final class SlotsTest {
    private final Stage stage = new Stage();

    @AfterEach
    void tearDown() {
        stage.assertNothingLeft();
        stage.close();
    }

    private List<Future<Stage.Answer>> send(int count) {
        return IntStream.range(0, count).mapToObj(it -> stage.get("/" + it)).toList();
    }

    @Test
    void concurrencyOne_underLoad_neverOverlaps() {
        // Given
        var a = Upstream.answering(
                stage.programs,
                "a",
                it -> stage.programs.setTimer(1, t -> it.response().end("a")));
        var b = Upstream.answering(
                stage.programs,
                "b",
                it -> stage.programs.setTimer(1, t -> it.response().end("b")));
        stage.publish(Stage.route(Stage.ONE, a, b).concurrency(1));
        // When
        var answers = Waits.get(Future.all(send(400)));
        // Then
        assertThat(answers.<Stage.Answer>list())
                .extracting(Stage.Answer::status)
                .containsOnly(200);
        assertThat(a.most).hasValue(1);
        assertThat(b.most).hasValue(1);
        assertThat(a.served.get() + b.served.get()).isEqualTo(400);
    }

    @Test
    void concurrency_whileTablesChange_isNeverExceeded() {
        // Given
        var a = Upstream.answering(
                stage.programs,
                "a",
                it -> stage.programs.setTimer(1, t -> it.response().end("a")));
        var b = Upstream.answering(
                stage.programs,
                "b",
                it -> stage.programs.setTimer(1, t -> it.response().end("b")));
        stage.publish(Stage.route(Stage.ONE, a).concurrency(3));
        var answers = send(300);
        // When
        for (int i = 0; i < 200; i++) {
            var both = i % 2 == 0 ? Stage.route(Stage.ONE, b, a) : Stage.route(Stage.ONE, a);
            stage.publish(both.concurrency(3));
        }
        // Then
        assertThat(Waits.get(Future.all(answers)).<Stage.Answer>list())
                .extracting(Stage.Answer::status)
                .containsOnly(200);
        assertThat(a.most.get()).isLessThanOrEqualTo(3);
        assertThat(b.most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void waiting_whenSlotFrees_isServedFirstComeFirstServed() {
        // Given
        var a = Upstream.holding(stage.programs, "a");
        stage.publish(Stage.route(Stage.ONE, a).concurrency(1));
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        var answers = new ArrayList<Future<?>>();
        for (int i = 0; i < 6; i++) {
            var number = i;
            answers.add(stage.get("/" + i).onSuccess(it -> order.add(number)));
            Waits.until(() -> assertThat(present()).isEqualTo(number + 1));
        }
        // When
        for (int i = 0; i < 6; i++) {
            Waits.until(() -> assertThat(a.held()).isEqualTo(1));
            a.letGo(1);
        }
        // Then
        Waits.get(Future.all(answers));
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(stage.observed.waits).hasSize(5).containsOnly(Stage.ONE);
    }

    private int present() {
        var demand = stage.ingress.takeDemand().get(Stage.ONE);
        return demand == null ? 0 : demand.inFlight() + demand.pending();
    }

    @Test
    void waiting_whenInstanceAppears_isServed() {
        // Given
        var a = Upstream.named(stage.programs, "a");
        stage.publish(Stage.route(Stage.ONE));
        var answers = send(20);
        Waits.until(() -> assertThat(stage.observed.waits).hasSize(20));
        // When
        stage.publish(Stage.route(Stage.ONE, a));
        // Then
        assertThat(Waits.get(Future.all(answers)).<Stage.Answer>list())
                .extracting(Stage.Answer::body)
                .containsOnly("a");
        Waits.until(() -> assertThat(stage.observed.log).hasSize(20).allMatch(RequestRecord::coldStart));
    }

    @Test
    void waiting_tooLongAtMaximum_is429() {
        // Given
        stage.publish(Stage.route(Stage.ONE).atMaximum().pendingLimit(ofMillis(50)));
        // When
        var answer = Waits.get(stage.get("/"));
        // Then
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).isEqualTo("Rate exceeded.");
        assertThat(stage.observed.refused).containsExactly("at_maximum");
    }

    @Test
    void waiting_tooLongBelowMaximum_is500() {
        // Given
        stage.publish(Stage.route(Stage.ONE).pendingLimit(ofMillis(50)));
        // When
        var answer = Waits.get(stage.get("/"));
        // Then
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("no available instance");
    }

    @Test
    void waiting_longerThanRequestTimeout_is504() {
        // Given
        stage.publish(Stage.route(Stage.ONE).timeout(ofMillis(50)));
        // When
        var answer = Waits.get(stage.get("/"));
        // Then
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).isEqualTo("upstream request timeout");
    }

    @Test
    void waiting_clientLeaves_placeIsGivenUp() {
        // Given
        stage.publish(Stage.route(Stage.ONE));
        var request = Waits.get(stage.request(HttpMethod.GET, Stage.HOST, "/"));
        request.exceptionHandler(e -> {});
        request.end();
        Waits.until(() -> assertThat(stage.observed.waits).hasSize(1));
        // When
        request.reset();
        // Then
        Waits.until(() -> assertThat(stage.observed.log)
                .extracting(RequestRecord::status)
                .containsExactly(RequestRecord.CLIENT_GONE));
    }

    @Test
    void waiting_serviceDeleted_is404() {
        // Given
        stage.publish(Stage.route(Stage.ONE));
        var answer = stage.get("/");
        Waits.until(() -> assertThat(stage.observed.waits).hasSize(1));
        // When
        stage.ingress.publish(RouteTable.EMPTY);
        // Then
        assertThat(Waits.get(answer).status()).isEqualTo(404);
    }

    @Test
    void preferredInstances_withRoom_takeAllRequests() {
        // Given
        var a = Upstream.holding(stage.programs, "a");
        var b = Upstream.holding(stage.programs, "b");
        var extra = Upstream.holding(stage.programs, "extra");
        stage.publish(Stage.route(Stage.ONE, a, b, extra).concurrency(4).preferred(2));
        // When
        var answers = send(8);
        // Then
        Waits.until(() -> assertThat(List.of(a.held(), b.held(), extra.held())).containsExactly(4, 4, 0));
        a.letGo(4);
        b.letGo(4);
        Waits.get(Future.all(answers));
    }

    @Test
    void preferredInstances_full_leaveTheRestToOthers() {
        // Given
        var a = Upstream.holding(stage.programs, "a");
        var extra = Upstream.holding(stage.programs, "extra");
        stage.publish(Stage.route(Stage.ONE, a, extra).concurrency(2).preferred(1));
        // When
        var answers = send(3);
        // Then
        Waits.until(() -> assertThat(List.of(a.held(), extra.held())).containsExactly(2, 1));
        a.letGo(2);
        extra.letGo(1);
        Waits.get(Future.all(answers));
    }

    @Test
    void instance_noLongerListed_keepsItsRequestsAndGetsNoNewOnes() {
        // Given
        var old = Upstream.holding(stage.programs, "old");
        var fresh = Upstream.named(stage.programs, "fresh");
        stage.publish(Stage.route(Stage.ONE, old));
        var first = stage.get("/");
        Waits.until(() -> assertThat(old.held()).isEqualTo(1));
        // When
        stage.publish(Stage.route(Stage.ONE, fresh));
        var second = Waits.get(stage.get("/"));
        // Then
        assertThat(second.body()).isEqualTo("fresh");
        Waits.until(() -> assertThat(stage.ingress.inFlight()).containsExactly(Map.entry(new InstanceId("old"), 1)));
        old.letGo(1);
        assertThat(Waits.get(first).body()).isEqualTo("old");
    }

    @Test
    void busyChanged_aroundARequest_saysOneThenZero() {
        // Given
        var a = Upstream.named(stage.programs, "a");
        stage.publish(Stage.route(Stage.ONE, a));
        // When
        Waits.get(stage.get("/"));
        // Then
        Waits.until(() -> assertThat(stage.observed.busy).containsExactly("a=1", "a=0"));
    }

    @Test
    void waitingLine_full_is429AtOnce() {
        // Given
        try (var small = Stage.with(it -> it.withWaiting(3))) {
            small.publish(Stage.route(Stage.ONE));
            var waiting = IntStream.range(0, 3).mapToObj(it -> small.get("/")).toList();
            Waits.until(() -> assertThat(small.observed.waits).hasSize(3));
            // When
            var answer = Waits.get(small.get("/"));
            // Then
            assertThat(answer.status()).isEqualTo(429);
            assertThat(small.observed.refused).containsExactly("queue_full");
            small.publish(Stage.route(Stage.ONE, Upstream.named(small.programs, "a")));
            Waits.get(Future.all(waiting));
        }
    }
}
