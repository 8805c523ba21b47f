package dev.gkelocal.cli.run;

import static dev.gkelocal.cli.run.FakeAdmin.PARENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gkelocal.cli.CliRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run deploy --source} where the platform is in a cluster; the registry has every image already. */
class ClusterBuildTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String DONE =
            "{\"name\":\"projects/p/locations/r/operations/1\",\"done\":true,\"response\":{}}";

    @TempDir
    private Path project;

    private FakeAdmin admin;
    private HttpServer registry;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        admin = new FakeAdmin(project);
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/v2/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getResponseHeaders().set("Docker-Content-Digest", DIGEST);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        registry.start();
        var file = project.resolve(".gke-local/endpoints.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "\\{",
                                "{\"kubernetes\":{\"context\":\"c\",\"namespace\":\"n\",\"registry\":\"" + name()
                                        + "\"},"));
    }

    private String name() {
        return "localhost:" + registry.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        admin.close();
    }

    @Test
    void source_inACluster_isDeployedByTheDigestInItsRegistry() throws IOException {
        // Given
        Files.writeString(Files.createDirectory(project.resolve("src")).resolve("Procfile"), "web: ./run\n");
        admin.answers("POST " + PARENT + "/services?serviceId=web", 200, DONE);

        // When
        var run = deploy("--source", "src");

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(admin.writes()
                        .getFirst()
                        .body()
                        .at("/template/containers/0/image")
                        .asText())
                .isEqualTo(name() + "/web@" + DIGEST);
        assertThat(run.err()).contains("Found image " + name() + "/web:in-", "(procfile)");
        assertThat(asked)
                .hasSize(2)
                .allMatch(it -> it.startsWith("HEAD /v2/"))
                .first()
                .isEqualTo("HEAD /v2/base/shell/manifests/1");
    }

    @Test
    void source_thatHoldsNothingToRun_failsWithWhatWasLookedFor() throws IOException {
        Files.createDirectory(project.resolve("src"));

        var run = deploy("--source", "src");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("found nothing to run");
        assertThat(admin.writes()).isEmpty();
    }

    @Test
    void source_whileTheRegistryIsAway_isAPreconditionThatFailed() throws IOException {
        Files.writeString(Files.createDirectory(project.resolve("src")).resolve("Procfile"), "web: ./run\n");
        registry.stop(0);

        var run = deploy("--source", "src");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).contains("cannot reach the registry " + name());
    }

    @Test
    void image_inACluster_isPassedOn() {
        admin.answers("POST " + PARENT + "/services?serviceId=web", 200, DONE);

        deploy("--image", "localhost:5001/mine:1");

        assertThat(admin.writes()
                        .getFirst()
                        .body()
                        .at("/template/containers/0/image")
                        .asText())
                .isEqualTo("localhost:5001/mine:1");
        assertThat(asked).isEmpty();
    }

    private CliRun deploy(String... words) {
        var all = new java.util.ArrayList<>(List.of("run", "deploy", "web", "--async"));
        all.addAll(List.of(words));
        all.addAll(List.of("--set", "images.other_image=" + name() + "/base/shell:1"));
        return CliRun.in(project)
                .with("XDG_CACHE_HOME", project.resolve("cache").toString())
                .run(all.toArray(String[]::new));
    }
}
