package dev.gkelocal.kind.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.kind.FakeMachine;
import dev.gkelocal.kind.engine.Trouble;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClustersTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final List<ClusterEvent> events = new ArrayList<>();
    private FakeMachine machine;
    private Clusters clusters;
    private ClusterSettings settings;

    @BeforeEach
    void install() throws IOException {
        settings = atFreePorts();
        machine = new FakeMachine(folder, "shop");
        clusters = new Clusters(machine.environment(), machine.notes());
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void cluster_thatIsNotThere_isMadeOnce() {
        // When
        var first = clusters.ensure(settings, LONG, events::add);
        var second = clusters.ensure(settings, LONG, events::add);
        // Then
        assertThat(first.done()).containsExactly("made cluster shop", "wrote context kind-shop to your kubeconfig");
        assertThat(first.access().ingressPort()).isEqualTo(9180);
        assertThat(first.access().workers()).isEqualTo(2);
        assertThat(second.done()).isEmpty();
        assertThat(second.hints()).isEmpty();
        assertThat(machine.calls())
                .filteredOn(it -> it.startsWith("kind create"))
                .hasSize(1);
        assertThat(events)
                .extracting(ClusterEvent::type)
                .containsSubsequence("state_changed", "cluster_creating", "cluster_step", "cluster_ready");
    }

    @Test
    void stoppedNode_isStarted_andNothingElseIsDone() throws IOException {
        // Given
        clusters.ensure(settings, LONG, events::add);
        machine.container("shop-worker1", "exited");
        assertThat(clusters.status(settings).state()).isEqualTo(ClusterState.ERROR);
        // When
        var mended = clusters.ensure(settings, LONG, events::add);
        // Then
        assertThat(mended.done()).containsExactly("started shop-worker1");
    }

    @Test
    void lostKubeconfig_isWrittenAgain() throws IOException {
        // Given
        clusters.ensure(settings, LONG, events::add);
        java.nio.file.Files.delete(machine.kubeconfig());
        // When
        var mended = clusters.ensure(settings, LONG, events::add);
        // Then
        assertThat(mended.done()).containsExactly("wrote context kind-shop to your kubeconfig");
        assertThat(machine.kubeconfig()).exists();
    }

    @Test
    void controlPlane_thatIsGone_meansAllAnew() throws IOException {
        // Given
        clusters.ensure(settings, LONG, events::add);
        machine.lose("shop-control-plane");
        // When
        var mended = clusters.ensure(settings, LONG, events::add);
        // Then
        assertThat(mended.done())
                .startsWith("removed what was left of it: its control plane was gone", "made cluster shop");
    }

    @Test
    void worker_thatIsGone_isSaid() throws IOException {
        // Given
        clusters.ensure(settings, LONG, events::add);
        machine.lose("shop-worker2");
        // Then
        trouble(
                Trouble.Kind.PRECONDITION,
                () -> clusters.ensure(settings, LONG, events::add),
                "node shop-worker2 of cluster shop has no container any more");
    }

    @Test
    void otherSettings_ofAClusterThatIsThere_areAHint() {
        // Given
        clusters.ensure(settings, LONG, events::add);
        // When
        var again = clusters.ensure(Settings.of(Template.MINIMAL, "name", "shop"), LONG, events::add);
        // Then
        assertThat(again.done()).isEmpty();
        assertThat(again.hints()).singleElement().asString().contains("template ai, 3 nodes", "cluster reset");
    }

    @Test
    void foreignCluster_isUsedAndNotDeleted() throws IOException {
        // Given
        foreign();
        // When
        var used = clusters.ensure(settings, LONG, events::add);
        // Then
        assertThat(used.hints()).containsExactly("cluster shop was not made by gke-local; it is used as it is");
        trouble(Trouble.Kind.PRECONDITION, () -> clusters.delete(settings, false, events::add), "--force deletes it");
        assertThat(clusters.delete(settings, true, events::add)).isTrue();
        assertThat(clusters.status(settings).state()).isEqualTo(ClusterState.NOT_EXISTS);
    }

    @Test
    void foreignCluster_thatIsStopped_isNotStarted() throws IOException {
        // Given
        foreign();
        machine.container("shop-control-plane", "exited");
        // Then
        trouble(
                Trouble.Kind.PRECONDITION,
                () -> clusters.ensure(settings, LONG, events::add),
                "was not made by gke-local");
    }

    @Test
    void delete_ofNothing_isNothing() {
        assertThat(clusters.delete(settings, false, events::add)).isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void stop_thenEnsure_startsEveryNode() {
        // Given
        clusters.ensure(settings, LONG, events::add);
        // When
        boolean stopped = clusters.stop(settings, false, events::add);
        // Then
        assertThat(stopped).isTrue();
        assertThat(clusters.status(settings).state()).isEqualTo(ClusterState.STOPPED);
        assertThat(clusters.stop(settings, false, events::add)).isFalse();
        assertThat(clusters.ensure(settings, LONG, events::add).done())
                .containsExactly("started shop-control-plane, shop-worker1, shop-worker2");
    }

    @Test
    void anotherCommandAtWork_isSeenAndWaitedFor() {
        try (var ignored = WorkNote.begin(machine.notes(), "shop", ClusterState.DELETING)) {
            assertThat(clusters.status(settings).state()).isEqualTo(ClusterState.DELETING);
            trouble(
                    Trouble.Kind.PRECONDITION,
                    () -> clusters.ensure(settings, LONG, events::add),
                    "is deleting cluster shop; wait for it");
        }
        assertThat(clusters.status(settings).state()).isEqualTo(ClusterState.NOT_EXISTS);
    }

    @Test
    void wait_tellsWhatIsNotReady() {
        // Given
        clusters.ensure(settings, LONG, events::add);
        machine.unready("shop-worker1");
        // Then
        trouble(
                Trouble.Kind.TIMED_OUT,
                () -> clusters.awaitReady(settings, Duration.ofMillis(10), events::add),
                "shop-worker1 (as the test has it)");
    }

    @Test
    void wait_withoutACluster_endsAtOnce() {
        trouble(
                Trouble.Kind.NOT_FOUND,
                () -> clusters.awaitReady(settings, LONG, events::add),
                "there is no cluster shop");
        trouble(Trouble.Kind.NOT_FOUND, () -> clusters.kubeconfig(settings), "gke-local cluster create");
    }

    @Test
    void extraImage_thatTheEngineDoesNotHave_isNamed() throws IOException {
        // Given
        machine.fail("load", "ERROR: image: \"mine:1\" not present locally");
        var settings = Settings.of(
                Template.MINIMAL,
                "name",
                "shop",
                "extra_images",
                "mine:1",
                "api_server_port",
                "0",
                "ingress_port",
                Integer.toString(freePort()),
                "ingress_tls_port",
                Integer.toString(freePort()));
        // Then
        trouble(
                Trouble.Kind.PRECONDITION,
                () -> clusters.ensure(settings, LONG, events::add),
                "cluster.extra_images: mine:1 cannot be loaded");
    }

    @Test
    void takenPort_isNamedWithItsHolderAndItsKey() throws IOException {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var settings = Settings.of(
                    Template.MINIMAL,
                    "name",
                    "shop",
                    "api_server_port",
                    "0",
                    "ingress_port",
                    Integer.toString(taken.getLocalPort()),
                    "ingress_tls_port",
                    Integer.toString(freePort()));
            trouble(
                    Trouble.Kind.PRECONDITION,
                    () -> clusters.ensure(settings, LONG, events::add),
                    "port " + taken.getLocalPort() + " is taken",
                    "choose another with cluster.ingress_port");
        }
    }

    @Test
    void missingPrograms_areNamedWithWhereToGetThem() throws IOException {
        machine.uninstall("kind");
        trouble(
                Trouble.Kind.PRECONDITION,
                () -> clusters.status(settings),
                "no program kind on PATH",
                "kind.sigs.k8s.io",
                "cluster.kind_binary");
        trouble(
                Trouble.Kind.PRECONDITION,
                () -> clusters.status(Settings.of(Template.AI, "name", "shop", "kind_binary", "/no/kind")),
                "cluster.kind_binary: /no/kind is no program");
        machine.uninstall("docker");
        trouble(
                Trouble.Kind.PRECONDITION,
                () -> clusters.status(settings),
                "no program docker on PATH",
                "cluster.engine");
    }

    record Row(String name, String what, String says, Trouble.Kind kind, String sentence) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> faults() {
        return Stream.of(
                new Row(
                        "engine not running",
                        "engine",
                        "Cannot connect to the Docker daemon",
                        Trouble.Kind.PRECONDITION,
                        "does not answer: start it"),
                new Row(
                        "engine not allowed",
                        "engine",
                        "permission denied while trying to connect",
                        Trouble.Kind.PRECONDITION,
                        "add your user to its group"),
                new Row(
                        "disk full",
                        "create",
                        "write /x: no space left on device",
                        Trouble.Kind.FAILED,
                        "disk is full"),
                new Row(
                        "node image missing",
                        "create",
                        "ERROR: failed to pull image \"n\": no such host",
                        Trouble.Kind.FAILED,
                        "name another with cluster.node_image"),
                new Row(
                        "port lost in between",
                        "create",
                        "Bind for 127.0.0.1:80 failed: port is already allocated",
                        Trouble.Kind.FAILED,
                        "cluster.ingress_port"),
                new Row(
                        "no memory",
                        "create",
                        "ERROR: failed to init node with kubeadm: command \"kubeadm init\" failed",
                        Trouble.Kind.FAILED,
                        "kind export logs"),
                new Row("anything else", "create", "ERROR: it rains", Trouble.Kind.FAILED, "it rains"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_ofAProgram_isExplained(Row row) throws IOException {
        // Given
        machine.fail(row.what(), row.says());
        // Then
        trouble(row.kind(), () -> clusters.ensure(settings, LONG, events::add), row.sentence(), row.says());
        assertThat(events).last().extracting(ClusterEvent::type).isEqualTo("cluster_error");
    }

    private void foreign() throws IOException {
        machine.inspected("shop-control-plane", """
                {"Name":"/shop-control-plane","Config":{"Labels":{"io.x-k8s.kind.cluster":"shop",\
                "io.x-k8s.kind.role":"control-plane"}},"State":{"Status":"@STATE@"}}
                """);
    }

    /** At ports that nobody has: a fixed one may be some connection's own end at that moment. */
    private static ClusterSettings atFreePorts() throws IOException {
        return Settings.of(
                Template.AI,
                "name",
                "shop",
                "api_server_port",
                "0",
                "ingress_port",
                Integer.toString(freePort()),
                "ingress_tls_port",
                Integer.toString(freePort()),
                "extra_ports",
                freePort() + ":8080");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void trouble(Trouble.Kind kind, ThrowingCallable action, String... words) {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(Trouble.class, action))
                .satisfies(it -> assertThat(it.kind()).isEqualTo(kind))
                .satisfies(it -> assertThat(it.sentence()).contains(words));
    }
}
