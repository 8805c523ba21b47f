package dev.gkelocal.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntranceTest {
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer ingress;

    @BeforeEach
    void open() throws IOException {
        ingress = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // The program is taken up at the third request.
        ingress.createContext("/late", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
            exchange.close();
        });
        ingress.start();
    }

    @AfterEach
    void close() {
        ingress.stop(0);
    }

    @Test
    void await_untilTheProgramIsTakenUp_isSilent() throws Exception {
        var said = new ArrayList<String>();
        assertThat(entrance("/late").await(Duration.ofSeconds(30), said::add)).isEmpty();
        assertThat(asked).hasValue(3);
        assertThat(said).hasSize(2).allMatch(it -> it.contains("HTTP 503 in the place of late"));
    }

    @Test
    void await_whenItNeverIs_tellsWhatWasSeen() throws Exception {
        assertThat(entrance("/never").await(Duration.ZERO, _ -> {}))
                .hasValueSatisfying(it -> assertThat(it).startsWith("HTTP 404 in the place of late at http://"));
    }

    private Entrance entrance(String path) {
        var address = "http://127.0.0.1:" + ingress.getAddress().getPort();
        return new Entrance(Map.of("late", new Entrance.Question(address, path)));
    }
}
