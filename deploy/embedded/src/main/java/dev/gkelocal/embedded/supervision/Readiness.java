package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.Port;
import dev.gkelocal.embedded.launch.PortPlan;
import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.embedded.process.PortHolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a program whether it is ready: its management port for {@code /q/health/ready}, or, without one, whether its
 * first port accepts connections. Plain sockets: an HTTP client costs more than all the rest of the supervisor.
 *
 * <p>It must be this very program that answers: of two platforms that start at the same time with the same free ports in mind, one finds the
 * other's programs there. Over HTTP the answer names the run; a listening port is looked up in /proc where there is one.
 */
record Readiness(int port, boolean overHttp, String run, long pid) {
    /** Between two questions while starting: what a broker does with a connection is cheap, a health check less so. */
    private static final Duration PORT_POLL = Duration.ofMillis(10);

    private static final Duration HEALTH_POLL = Duration.ofMillis(20);
    private static final int ANSWER_MILLIS = 2_000;
    private static final int MOST_ANSWER = 1 << 16;
    /** {@code HTTP/1.1 200}. */
    private static final int STATUS_LINE = 12;

    private static final byte[] REQUEST = "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    /** @param run the id that the program was given */
    static Readiness of(Program program, PortPlan ports, String run, long pid) {
        Optional<Port> management = program.management();
        return new Readiness(ports.of(management.orElse(program.ports().getFirst())), management.isPresent(), run, pid);
    }

    Duration poll() {
        return overHttp ? HEALTH_POLL : PORT_POLL;
    }

    /** Empty when it is ready, else what it answered. */
    Optional<String> refusal() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            if (!overHttp) {
                return PortHolder.isOther(port, pid)
                        ? Optional.of("another process listens on port " + port)
                        : Optional.empty();
            }
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(REQUEST);
            return refusal(new String(socket.getInputStream().readNBytes(MOST_ANSWER), StandardCharsets.ISO_8859_1));
        } catch (IOException failure) {
            return Optional.of("port " + port + ": " + failure.getMessage());
        }
    }

    private Optional<String> refusal(String answer) {
        var status = answer.substring(0, Math.min(answer.length(), STATUS_LINE));
        if (!status.endsWith(" 200")) {
            return Optional.of("port " + port + " answers '" + status + "' to /q/health/ready");
        }
        return answer.contains(run) ? Optional.empty() : Optional.of("another program answers on port " + port);
    }
}
