package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.Port;
import dev.gkelocal.embedded.launch.PortPlan;
import dev.gkelocal.embedded.launch.Program;
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
 */
record Readiness(int port, boolean overHttp) {
    /** Between two questions while starting: what a broker does with a connection is cheap, a health check less so. */
    private static final Duration PORT_POLL = Duration.ofMillis(10);

    private static final Duration HEALTH_POLL = Duration.ofMillis(20);
    private static final int ANSWER_MILLIS = 2_000;
    private static final byte[] REQUEST = "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    static Readiness of(Program program, PortPlan ports) {
        Optional<Port> management = program.management();
        return new Readiness(ports.of(management.orElse(program.ports().getFirst())), management.isPresent());
    }

    Duration poll() {
        return overHttp ? HEALTH_POLL : PORT_POLL;
    }

    /** Empty when it is ready, else what it answered. */
    Optional<String> refusal() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            if (!overHttp) {
                return Optional.empty();
            }
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(REQUEST);
            var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return status.endsWith(" 200")
                    ? Optional.empty()
                    : Optional.of("port " + port + " answers '" + status + "' to /q/health/ready");
        } catch (IOException failure) {
            return Optional.of("port " + port + ": " + failure.getMessage());
        }
    }
}
