package dev.gkelocal.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** A program of another platform: it is ready, and says so to whoever asks. */
final class Stranger implements AutoCloseable {
    private static final byte[] READY =
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nUP".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private volatile boolean asked;

    private Stranger(ServerSocket socket) {
        this.socket = socket;
    }

    static Stranger on(int port) {
        try {
            var stranger = new Stranger(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().start(stranger::serve);
            return stranger;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    boolean wasAsked() {
        return asked;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                client.getOutputStream().write(READY);
                asked = true;
            } catch (IOException _) {
                // The asker went away, or the test is over.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
