package dev.gkelocal.bench.autopilot;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How long a review takes through HTTP over one plain socket, in turns with peers of the same size on the same connection: one that is
 * only parsed, and one that no endpoint takes. What the last of them takes is the client, the machine and the HTTP server.
 */
final class AdmissionCalls {
    private static final int WARM_UP = 10_000;
    private static final int ROUNDS = 40;
    private static final int CALLS_PER_ROUND = 500;
    private static final long MILLISECOND = 1_000_000;
    private static final double MICRO = 1_000.0;
    private static final String LENGTH = "content-length:";

    private final InputStream in;
    private final OutputStream out;

    private AdmissionCalls(Socket socket) throws IOException {
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    private record Call(String title, byte[] request, int code, Histogram times) {
        static Call of(String title, URI address, String path, String body, int code) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            var request = new ByteArrayOutputStream();
            request.writeBytes(("POST " + path + " HTTP/1.1\r\nHost: " + address.getAuthority()
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(bytes);
            return new Call(title, request.toByteArray(), code, new Histogram(3));
        }

        void print() {
            var over = 100.0
                    * (times.getTotalCount() - times.getCountBetweenValues(0, MILLISECOND))
                    / times.getTotalCount();
            System.out.printf(
                    Locale.ROOT,
                    "%s: p50 %.0f µs, p95 %.0f µs, p99 %.0f µs, over 1 ms %.2f %%%n",
                    title,
                    times.getValueAtPercentile(50) / MICRO,
                    times.getValueAtPercentile(95) / MICRO,
                    times.getValueAtPercentile(99) / MICRO,
                    over);
        }
    }

    static void print(URI address, Value object) throws IOException {
        var creation = review("CREATE", object);
        var calls = List.of(
                Call.of("mutation through HTTP, goal p99 <= 1 ms", address, "/admission/mutate", creation, 200),
                Call.of(
                        "as long, only parsed (a deletion)",
                        address,
                        "/admission/mutate",
                        review("DELETE", object),
                        200),
                Call.of("as long, to no endpoint (404)", address, "/admission/none", creation, 404));
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setTcpNoDelay(true);
            var client = new AdmissionCalls(socket);
            client.rounds(calls, WARM_UP / CALLS_PER_ROUND);
            calls.forEach(it -> it.times().reset());
            client.rounds(calls, ROUNDS);
        }
        calls.forEach(Call::print);
    }

    private static String review(String operation, Value object) {
        return "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"u\","
                + "\"kind\":{\"group\":\"apps\",\"version\":\"v1\",\"kind\":\"Deployment\"},\"resource\":{\"group\":\"apps\","
                + "\"version\":\"v1\",\"resource\":\"deployments\"},\"operation\":\"" + operation
                + "\",\"namespace\":\"shop\",\"object\":" + Json.write(object) + "}}";
    }

    private void rounds(List<Call> calls, int rounds) throws IOException {
        for (var round = 0; round < rounds; round++) {
            for (var call : calls) {
                for (var i = 0; i < CALLS_PER_ROUND; i++) {
                    var begun = System.nanoTime();
                    call(call);
                    call.times().recordValue(System.nanoTime() - begun);
                }
            }
        }
    }

    private void call(Call call) throws IOException {
        out.write(call.request());
        out.flush();
        var status = line();
        var length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        if (!status.startsWith("HTTP/1.1 " + call.code())) {
            throw new IOException("the simulator answered " + status + " to: " + call.title());
        }
    }

    private String line() throws IOException {
        var bytes = new byte[256];
        var size = 0;
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the simulator closed the connection");
            }
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * size);
            }
            bytes[size++] = (byte) next;
        }
        return new String(bytes, 0, Math.max(0, size - 1), StandardCharsets.US_ASCII);
    }
}
