package dev.gkelocal.cloudrun.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a cluster its NGINX is connected, not the client: the client is whom NGINX names. */
final class BehindProxyTest {
    private final Stage stage = new Stage(IngressSettings::behindAProxy);

    @AfterEach
    void tearDown() {
        stage.assertNothingLeft();
        stage.close();
    }

    @Test
    void client_thatTheProxyNames_isTheOneLoggedAndForwarded() {
        // When
        var seen = askedWith("198.51.100.9, 203.0.113.7");
        // Then
        assertThat(seen.getAll("x-forwarded-for")).containsExactly("198.51.100.9, 203.0.113.7");
        assertThat(seen.get("forwarded")).isEqualTo("for=203.0.113.7;proto=http");
        assertThat(logged()).containsExactly("203.0.113.7");
    }

    @Test
    void client_withAnAddressOfVersion6_isQuotedAsTheHeaderWants() {
        // When
        var seen = askedWith("2001:db8::7");
        // Then
        assertThat(seen.get("forwarded")).isEqualTo("for=\"[2001:db8::7]\";proto=http");
        assertThat(logged()).containsExactly("2001:db8::7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "203.0.113.7,", "203.0.113.7, 1.2.3.4.5"})
    void header_thatNamesNoAddress_leavesWhoIsConnected(String header) {
        // When
        askedWith(header);
        // Then
        assertThat(logged()).containsExactly("127.0.0.1");
    }

    @Test
    void caller_withoutAProxy_isTheClient() {
        // When
        var seen = askedWith();
        // Then
        assertThat(seen.getAll("x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(logged()).containsExactly("127.0.0.1");
    }

    private MultiMap askedWith(String... forwardedFor) {
        var program = Upstream.answering(
                stage.programs, "program", it -> it.response().end());
        stage.publish(Stage.route(Stage.ONE, program));
        Waits.get(stage.request(HttpMethod.GET, Stage.HOST, "/")
                .map(request -> {
                    for (var value : forwardedFor) {
                        request.headers().add("X-Forwarded-For", value);
                    }
                    return request;
                })
                .compose(Stage::sendWhole));
        return program.requests.get(0).headers();
    }

    private List<String> logged() {
        Waits.until(() -> assertThat(stage.observed.log).hasSize(1));
        return stage.observed.log.stream().map(RequestRecord::remoteIp).toList();
    }
}
