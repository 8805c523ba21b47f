package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.Cluster;
import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.FragileRoad;
import dev.gkelocal.e2e.driver.Only;
import dev.gkelocal.e2e.driver.Outcome;
import dev.gkelocal.e2e.driver.Outsider;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the way of a platform in a cluster is named before anything is changed there. */
@Tag("faults")
@Only(in = Target.KIND, because = "clusters, registries and contexts: an embedded platform needs none")
@ExtendWith(FaultReport.class)
final class InstallFaultsTest {
    private static final String NOBODY = "127.0.0.1:1";

    /** @param says all of these */
    record Row(String name, Map<String, String> environment, List<String> words, int code, List<String> says) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        "context that is not there",
                        Map.of(),
                        List.of("up", "--kind", "--context", "nowhere"),
                        5,
                        List.of("'nowhere'", "--context", "gke-local cluster create")),
                new Row(
                        "no kind program",
                        Map.of("GKE_LOCAL_CLUSTER_KIND_BINARY", "/nowhere/kind"),
                        List.of("cluster", "create", "--set", "cluster.name=e2e-none"),
                        5,
                        List.of("/nowhere/kind", "cluster.kind_binary")),
                new Row(
                        "engine that does not answer",
                        Map.of("DOCKER_HOST", "tcp://" + NOBODY),
                        List.of("cluster", "create", "--set", "cluster.name=e2e-none"),
                        5,
                        List.of("docker", NOBODY)),
                new Row(
                        "base image that is not there",
                        Map.of("GKE_LOCAL_CLUSTER_INSTALLATION_BASE_IMAGE", "localhost:5001/e2e/none:1"),
                        List.of("up", "--kind", "--context", Target.context()),
                        5,
                        List.of("localhost:5001/e2e/none:1")));
    }

    @BeforeAll
    static void needsTheCluster() {
        Target.assumeOwnPlatform("obstacles to an installation");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void obstacle_isExplained(Row row) {
        try (var sandbox = Sandbox.create()) {
            // When
            var outcome = sandbox.run(row.environment, row.words);
            // Then
            assertExplained(row.name, outcome, row.code, row.says);
        }
    }

    @Test
    void contextWithoutRights_isToldWhichAreMissing() {
        try (var sandbox = Sandbox.create();
                var outsider = Outsider.in(sandbox.folder())) {
            // When
            var outcome = sandbox.run(
                    Map.of("KUBECONFIG", outsider.kubeconfig().toString()),
                    List.of("up", "--kind", "--context", Outsider.CONTEXT, "--registry", "localhost:5001"));
            // Then
            assertExplained("context without rights", outcome, 5, List.of("forbidden", Outsider.CONTEXT));
        }
    }

    @Test
    void takenPort_isNamedWithItsKey() throws Exception {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sandbox = Sandbox.create()) {
            var port = Integer.toString(holder.getLocalPort());
            // When
            var outcome = sandbox.run(
                    Map.of(),
                    List.of(
                            "cluster",
                            "create",
                            "--set",
                            "cluster.name=e2e-none",
                            "--set",
                            "cluster.ingress_port=" + port));
            // Then
            assertExplained("port of the ingress taken", outcome, 5, List.of(port, "cluster.ingress_port"));
        }
    }

    @Test
    void containerOfTheRegistrysName_isToldToBeAnother() {
        var name = "e2e-clash-registry";
        Cluster.engine("create", "--name", name, Target.setting("cluster.installation.base_image"));
        try (var sandbox = Sandbox.create()) {
            // When
            var outcome = sandbox.run("registry", "start", "--set", "cluster.name=e2e-clash");
            // Then
            assertExplained("registry name taken", outcome, 5, List.of(name, "no registry", "cluster.name"));
        } finally {
            Cluster.engine("rm", name);
        }
    }

    @Test
    void manifestThatTheServerRefuses_isToldWithItsReasonAndObject() {
        try (var sandbox = Sandbox.create();
                var up = sandbox.beginUp(Map.of("GKE_LOCAL_CLUSTER_INSTALLATION_INGRESS_CLASS", "a..b"))) {
            // When
            var outcome = up.await();
            // Then
            assertExplained(
                    "manifest that the API server refuses",
                    outcome,
                    7,
                    List.of("Ingress gke-local/", "ingressClassName", "RFC 1123", "platform render"));
        }
    }

    @Test
    void imageThatNodesCannotPull_isToldWithinHalfAMinute() {
        var image = "localhost:5001/e2e/none:1";
        try (var sandbox = Sandbox.create();
                var up = sandbox.beginUp(Map.of("GKE_LOCAL_CLUSTER_INSTALLATION_JAEGER_IMAGE", image))) {
            // Given
            Patience.within(Duration.ofSeconds(60))
                    .until(() -> up.said().contains("jaeger (ErrImagePull")
                            || !up.process().isAlive());
            var at = Instant.now();
            // When
            var outcome = up.await();
            // Then
            assertExplained(
                    "image that the nodes cannot pull",
                    outcome,
                    5,
                    List.of("jaeger", image, "cluster.installation.jaeger_image", "--without jaeger"));
            assertThat(Duration.between(at, Instant.now())).isLessThan(Patience.scaled(Duration.ofSeconds(30)));
        }
    }

    @Test
    void apiServer_goneInTheMiddle_isToldInASentence() throws Exception {
        try (var sandbox = Sandbox.create();
                var road = FragileRoad.in(sandbox.folder());
                var up = sandbox.beginUp(
                        Map.of("KUBECONFIG", road.kubeconfig().toString()),
                        List.of("--context", FragileRoad.CONTEXT, "--registry", "localhost:5001"))) {
            // Given
            Patience.within(Duration.ofSeconds(60)).until(() -> Cluster.get().hasPlatform());
            // When
            road.cut();
            // Then
            assertExplained(
                    "API server gone in the middle of up",
                    up.await(),
                    5,
                    List.of(FragileRoad.CONTEXT, "no longer answers", "goes on"));
        }
    }

    private static void assertExplained(String name, Outcome outcome, int code, List<String> says) {
        assertThat(outcome.code()).as(outcome.all()).isEqualTo(code);
        assertThat(outcome.err()).contains(says).doesNotContain("\tat ");
        var error = outcome.err()
                .lines()
                .filter(it -> it.contains("error:"))
                .findFirst()
                .orElse("");
        FaultReport.row(name, outcome.took(), error);
    }
}
