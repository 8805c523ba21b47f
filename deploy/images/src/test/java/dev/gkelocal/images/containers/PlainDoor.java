package dev.gkelocal.images.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Hangs up on TLS, as servers do that have none; the JDK's small server waits for the rest instead. All else goes on to a port. */
final class PlainDoor implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket door;
    private final int target;

    PlainDoor(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                var visitor = door.accept();
                Thread.ofVirtual().start(() -> admit(visitor));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void admit(Socket visitor) {
        try (visitor) {
            var in = visitor.getInputStream();
            int first = in.read();
            if (first < 0 || first == TLS_HANDSHAKE) {
                return;
            }
            try (var inner = new Socket(InetAddress.getLoopbackAddress(), target)) {
                inner.getOutputStream().write(first);
                var there = Thread.ofVirtual().start(() -> copy(in, inner));
                copy(inner.getInputStream(), visitor);
                there.interrupt();
            }
        } catch (IOException _) {
            // Either side hung up.
        }
    }

    private static void copy(InputStream from, Socket to) {
        try (from) {
            OutputStream out = to.getOutputStream();
            from.transferTo(out);
            to.shutdownOutput();
        } catch (IOException _) {
            // Either side hung up.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
