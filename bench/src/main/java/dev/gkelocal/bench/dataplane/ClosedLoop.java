package dev.gkelocal.bench.dataplane;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** wrk: as many requests as 32 connections can have answered. */
record ClosedLoop(double perSecond, long requests, long errors) {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern NOT_OK = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern SOCKET =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    static ClosedLoop run(int port, String host, int connections, Duration time) throws IOException {
        var process = new ProcessBuilder(List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + time.toSeconds() + "s",
                        "-H",
                        "Host: " + host,
                        "http://127.0.0.1:" + port + "/"))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        var rate = RATE.matcher(output);
        var requests = REQUESTS.matcher(output);
        if (!rate.find() || !requests.find()) {
            throw new IOException("wrk said:\n" + output);
        }
        return new ClosedLoop(Double.parseDouble(rate.group(1)), Long.parseLong(requests.group(1)), errors(output));
    }

    private static long errors(String output) {
        var sum = 0L;
        for (var pattern : List.of(NOT_OK, SOCKET)) {
            var matcher = pattern.matcher(output);
            if (matcher.find()) {
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    sum += Long.parseLong(matcher.group(i));
                }
            }
        }
        return sum;
    }
}
