package dev.gkelocal.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void everyRequest_isSentWithItsHostAndCountedByStatus() throws Exception {
        // Given
        Set<String> hosts = ConcurrentHashMap.newKeySet();
        int port = serve(exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            answer(exchange, exchange.getRequestURI().getPath().equals("/ok") ? 200 : 500);
        });
        // When
        var report = run("http://svc.localhost:" + port + "/ok", 100, 1000, 20);
        // Then
        assertThat(report.statuses()).containsOnlyKeys(200);
        assertThat(report.answered()).isEqualTo(report.sent()).isEqualTo(100);
        assertThat(hosts).containsExactly("svc.localhost:" + port);
    }

    @Test
    void slowServer_doesNotSlowTheSending_andItsWaitIsInTheLatency() throws Exception {
        // Given
        var release = new CountDownLatch(1);
        int port = serve(exchange -> {
            await(release);
            answer(exchange, 200);
        });
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())
                .schedule(release::countDown, 600, TimeUnit.MILLISECONDS);
        // When
        var report = run("http://localhost:" + port, 100, 500, 1);
        // Then
        assertThat(report.sent()).isEqualTo(50);
        assertThat(report.answered()).isEqualTo(50);
        assertThat(report.latency().max()).isGreaterThan(500);
    }

    @Test
    void nobodyListening_isCountedAsRefusedConnections() throws Exception {
        // Given
        int port;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        // When
        var report = run("http://127.0.0.1:" + port, 20, 500, 5);
        // Then
        assertThat(report.answered()).isZero();
        assertThat(report.errors()).isEqualTo(java.util.Map.of("connection refused", 10L));
    }

    private static LoadReport run(String address, double rate, long millis, int connections)
            throws InterruptedException {
        return new OpenLoop(
                        Target.of("GET", address, List.of(), ""),
                        Arrivals.steady(rate, Duration.ofMillis(millis)),
                        connections,
                        PATIENCE)
                .run(_ -> {});
    }

    private int serve(HttpHandler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", handler);
        server.start();
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
