package dev.gkelocal.bench.dataplane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** Requests at a fixed rate whatever the answers do; latency counts from the time that each was planned for. */
final class OpenLoop {
    private final int port;
    private final byte[] request;
    private final int connections;

    OpenLoop(int port, String host, int connections) {
        this.port = port;
        this.request = ("GET / HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: bench\r\n\r\n").getBytes(ISO_8859_1);
        this.connections = connections;
    }

    /** @param latencies in nanoseconds */
    record Result(Histogram latencies, int sent, int errors) {
        double p50Micros() {
            return latencies.getValueAtPercentile(50) / 1000.0;
        }

        double p99Micros() {
            return latencies.getValueAtPercentile(99) / 1000.0;
        }
    }

    Result run(int perSecond, Duration time) {
        var latencies = new SynchronizedHistogram(Duration.ofMinutes(1).toNanos(), 3);
        var sent = new AtomicInteger();
        var errors = new AtomicInteger();
        var start = System.nanoTime() + Duration.ofMillis(100).toNanos();
        var gap = Duration.ofSeconds(1).toNanos() / perSecond;
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            var first = start + i * gap;
            threads.add(Thread.ofPlatform()
                    .start(() -> drive(first, gap * connections, start + time.toNanos(), latencies, sent, errors)));
        }
        threads.forEach(OpenLoop::join);
        return new Result(latencies, sent.get(), errors.get());
    }

    private void drive(long first, long gap, long end, Histogram latencies, AtomicInteger sent, AtomicInteger errors) {
        Socket socket = null;
        for (long planned = first; planned < end; planned += gap) {
            for (long left; (left = planned - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
            sent.incrementAndGet();
            try {
                if (socket == null) {
                    socket = connect();
                }
                socket.getOutputStream().write(request);
                if (read(socket.getInputStream()) != 200) {
                    errors.incrementAndGet();
                }
                latencies.recordValue(Math.max(1, System.nanoTime() - planned));
            } catch (IOException _) {
                errors.incrementAndGet();
                socket = null;
            }
        }
        close(socket);
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void close(@org.jspecify.annotations.Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException _) {
            // It has served its time.
        }
    }

    /** One answer with a length; returns its status. */
    private static int read(InputStream in) throws IOException {
        var buffer = new byte[4096];
        var have = 0;
        while (true) {
            var got = in.read(buffer, have, buffer.length - have);
            if (got < 0) {
                throw new EOFException("closed in an answer");
            }
            have += got;
            var text = new String(buffer, 0, have, ISO_8859_1);
            var head = text.indexOf("\r\n\r\n");
            if (head >= 0 && have >= head + 4 + length(text)) {
                return Integer.parseInt(text.substring(9, 12));
            }
        }
    }

    private static int length(String head) {
        var lower = head.toLowerCase(java.util.Locale.ROOT);
        var at = lower.indexOf("content-length:") + "content-length:".length();
        return Integer.parseInt(head.substring(at, head.indexOf('\r', at)).strip());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
