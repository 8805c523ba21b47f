package dev.gkelocal.cloudrun.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryDigestsTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final RegistryDigests digests = new RegistryDigests(
            "localhost:5001", "http://127.0.0.1:" + server.getAddress().getPort());

    RegistryDigestsTest() throws IOException {}

    @BeforeEach
    void begin() {
        server.createContext("/v2/hello/manifests/1", exchange -> {
            exchange.getResponseHeaders().set("Docker-Content-Digest", DIGEST);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void tag_inTheClustersRegistry_isItsDigest() {
        assertThat(digests.of("localhost:5001/hello:1")).contains(DIGEST);
    }

    @Test
    void tag_thatTheRegistryDoesNotHave_isNoImage() {
        assertThat(digests.of("localhost:5001/hello:2")).isEmpty();
        assertThat(digests.of("localhost:5001/Not A Name")).isEmpty();
    }

    @Test
    void image_ofAnotherRegistry_isUsedAsItIsNamed() {
        assertThat(digests.of("ghcr.io/someone/hello:1")).contains("ghcr.io/someone/hello:1");
        assertThat(digests.of("nginx")).contains("nginx");
    }

    @Test
    void image_whileTheRegistryIsAway_isUsedAsItIsNamed() {
        // Given
        server.stop(0);

        // Then
        assertThat(digests.of("localhost:5001/hello:1")).contains("localhost:5001/hello:1");
    }
}
