package dev.gkelocal.cloudrun.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that stall, flood or send broken HTTP: no one else suffers, and nothing is left of them. */
final class HostileClientsTest {
    private final Stage stage = new Stage(it -> it.withLimits(
            it.limits().withIdle(ofMillis(300)).withBodyStall(ofMillis(300)).withConnections(200)));
    private final Upstream program = Upstream.answering(
            stage.programs,
            "program",
            it -> it.body().onSuccess(body -> it.response().end("fine")));

    HostileClientsTest() {
        stage.publish(Stage.route(Stage.ONE, program));
    }

    @AfterEach
    void tearDown() {
        assertThat(Waits.get(stage.get("/")).body()).isEqualTo("fine");
        stage.assertNothingLeft();
        stage.close();
    }

    /** All that comes until the other side closes. */
    private static String readAll(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException _) {
            return "reset";
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0001\u0002\u0003 / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n",
                "GET nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void brokenRequest_is400(String request) throws IOException {
        // Given
        try (var socket = stage.socket()) {
            // When
            write(socket, request);
            // Then
            assertThat(readAll(socket)).matches("(?s)HTTP/1.[01] 400 .*");
        }
    }

    @Test
    void headers_tooLarge_are431() throws IOException {
        // Given
        try (var socket = stage.socket()) {
            // When
            write(socket, "GET / HTTP/1.1\r\nHost: " + Stage.HOST + "\r\nX-Big: " + "x".repeat(70_000) + "\r\n\r\n");
            // Then
            assertThat(readAll(socket)).matches("(?s)HTTP/1.[01] 431 .*");
        }
    }

    @Test
    void requestLine_tooLong_is414() throws IOException {
        // Given
        try (var socket = stage.socket()) {
            // When
            write(socket, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: " + Stage.HOST + "\r\n\r\n");
            // Then
            assertThat(readAll(socket)).matches("(?s)HTTP/1.[01] 414 .*");
        }
    }

    @Test
    void header_thatNeverEnds_connectionIsClosed() throws IOException {
        // Given
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 50; i++) {
            sockets.add(stage.socket());
            write(sockets.get(i), "GET / HTTP/1.1\r\nHost: " + Stage.HOST + "\r\n");
        }
        // When
        for (var socket : sockets) {
            // Then
            assertThat(readAll(socket)).isEmpty();
            socket.close();
        }
        assertThat(program.requests).isEmpty();
    }

    @Test
    void body_thatStalls_is408AndFreesTheSlot() throws IOException {
        // Given
        try (var socket = stage.socket()) {
            // When
            write(socket, "POST / HTTP/1.1\r\nHost: " + Stage.HOST + "\r\nContent-Length: 100\r\n\r\nhalf");
            // Then
            assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ");
        }
        Waits.until(() -> assertThat(stage.ingress.inFlight()).isEmpty());
    }

    @Test
    void connections_moreThanAllowed_areClosed() throws IOException {
        // Given
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 200; i++) {
            sockets.add(stage.socket());
        }
        // When
        try (var socket = stage.socket()) {
            // Then
            assertThat(readAll(socket)).isIn("", "reset");
        }
        for (var socket : sockets) {
            socket.close();
        }
        Waits.until(() -> assertThat(Waits.get(stage.get("/").otherwiseEmpty())).isNotNull());
    }

    @Test
    void lengthAndChunked_together_areReadAsChunked() throws IOException {
        // Given
        try (var socket = stage.socket()) {
            // When
            write(
                    socket,
                    "POST / HTTP/1.1\r\nHost: " + Stage.HOST + "\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
                            + "Connection: close\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
            readAll(socket);
        }
        // Then
        assertThat(program.requests).extracting(it -> it.uri()).doesNotContain("/smuggled");
    }

    @Test
    void refusedUpload_thatGoesOn_isThrownAway() throws IOException {
        // Given
        try (var socket = stage.socket()) {
            // When
            write(socket, "POST / HTTP/1.1\r\nHost: nowhere\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\n");
            write(socket, "x".repeat(1_000_000));
            // Then
            assertThat(readAll(socket)).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void refusedExpectation_closesTheConnection() throws IOException {
        // Given
        try (var socket = stage.socket()) {
            // When
            write(socket, "POST / HTTP/1.1\r\nHost: nowhere\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
            // Then
            assertThat(readAll(socket)).startsWith("HTTP/1.1 404 ").contains("connection: close");
        }
    }

    @Test
    void threads_withManyConnections_stayFew() throws IOException {
        // Given
        var before = Thread.getAllStackTraces().size();
        var sockets = new ArrayList<Socket>();
        // When
        for (int i = 0; i < 150; i++) {
            sockets.add(stage.socket());
        }
        // Then
        assertThat(Thread.getAllStackTraces().size()).isLessThan(before + 10);
        for (var socket : sockets) {
            socket.close();
        }
    }
}
