package dev.gkelocal.kind.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gkelocal.kind.FakeMachine;
import dev.gkelocal.kind.engine.Trouble;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistriesTest {
    private static final String HOSTING = "/api/v1/namespaces/kube-public/configmaps/local-registry-hosting";

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private FakeMachine machine;
    private int port;
    private volatile @Nullable HttpServer registry;
    private KubernetesClient cluster;
    private Registries registries;

    @BeforeEach
    void install() throws IOException {
        machine = new FakeMachine(folder, "shop");
        machine.inspected("shop-control-plane", """
                {"Name":"/shop-control-plane","Config":{"Labels":{"io.x-k8s.kind.cluster":"shop",\
                "io.x-k8s.kind.role":"control-plane"}},"State":{"Status":"@STATE@"}}
                """);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        cluster = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(machine.clusterKubeconfig()))
                .build();
        registries = new Registries(machine.environment());
    }

    @AfterEach
    void close() {
        if (registry != null) {
            registry.stop(0);
        }
        cluster.close();
        machine.close();
    }

    @Test
    void registry_thatIsNotThere_isMadeAndToldToNodesAndTools() {
        // Given
        Thread.ofVirtual().start(this::answerOnceThereIsAContainer);
        // When
        var access = registries.ensure(settings(), cluster, said::add);
        // Then
        assertThat(access)
                .isEqualTo(new RegistryAccess("localhost:" + port, "shop-registry", "http://shop-registry:5000", true));
        assertThat(machine.fileInside(
                        "shop-control-plane", "/etc/containerd/certs.d/localhost:" + port + "/hosts.toml"))
                .isEqualTo("[host.\"http://shop-registry:5000\"]\n");
        assertThat(machine.objectAt(HOSTING))
                .contains("host: localhost:" + port)
                .contains("hostFromClusterNetwork: shop-registry:5000");
        assertThat(machine.calls()).anyMatch(it -> it.equals("docker network connect kind shop-registry"));
    }

    @Test
    void registry_thatTheClusterNames_isUsedWhoeverMadeIt() throws IOException {
        // Given
        answer();
        foreign("theirs", 5000);
        machine.object(HOSTING, """
                {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"local-registry-hosting","namespace":"kube-public"},\
                "data":{"localRegistryHosting.v1":"host: \\"localhost:%d\\"\\n"}}""".formatted(port));
        // When
        var access = registries.ensure(settings(), cluster, said::add);
        // Then
        assertThat(access.container()).isEqualTo("theirs");
        assertThat(access.ours()).isFalse();
        assertThat(machine.calls()).noneMatch(it -> it.startsWith("docker run"));
        assertThat(Assertions.catchThrowableOfType(Trouble.class, () -> registries.stop(settings(), cluster, false))
                        .sentence())
                .contains("not made by gke-local");
    }

    @Test
    void containerOfThatName_thatIsNoRegistry_isInTheWay() throws IOException {
        // Given
        foreign("shop-registry", 6379);
        // Then
        assertThat(trouble()).contains("there is a container shop-registry", "that is no registry");
    }

    @Test
    void port_ofAnotherContainer_isNamed() throws IOException {
        // Given
        foreign("other-registry", 5000);
        // Then
        assertThat(trouble())
                .isEqualTo("port %d is taken by the container other-registry; choose another with cluster.registry_port"
                        .formatted(port));
    }

    @Test
    void port_ofAProcess_isNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            var settings = new RegistrySettings("shop", taken.getLocalPort(), "", "docker");
            // When
            var trouble =
                    Assertions.catchThrowableOfType(Trouble.class, () -> registries.start(settings, null, said::add));
            // Then
            assertThat(trouble.sentence()).contains("port " + taken.getLocalPort() + " is taken by process");
        }
    }

    @Test
    void image_thatCannotBeHad_isNamedWithItsKey() throws IOException {
        // Given
        machine.fail("run", "Unable to find image 'registry:3' locally");
        // Then
        assertThat(trouble()).contains("the image registry:3 cannot be had", "cluster.registry_image");
    }

    @Test
    void status_withoutARegistry_saysSo() {
        // When
        var status = registries.status(settings(), cluster);
        // Then
        assertThat(status).isEqualTo(new RegistryStatus(null, "", false, false));
    }

    private String trouble() {
        return Assertions.catchThrowableOfType(Trouble.class, () -> registries.start(settings(), null, said::add))
                .sentence();
    }

    private void foreign(String name, int inside) throws IOException {
        machine.inspected(name, """
                {"Name":"/%s","Config":{"Image":"any","Labels":{}},"State":{"Status":"@STATE@"},\
                "HostConfig":{"PortBindings":{"%d/tcp":[{"HostPort":"%d"}]}},\
                "NetworkSettings":{"Networks":{"kind":{"IPAddress":"172.18.0.9"}}}}
                """.formatted(name, inside, port));
    }

    private RegistrySettings settings() {
        return new RegistrySettings("shop", port, "", "docker");
    }

    private void answerOnceThereIsAContainer() {
        try {
            while (!machine.has("shop-registry")) {
                Thread.sleep(5);
            }
            answer();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void answer() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        registry = server;
    }
}
