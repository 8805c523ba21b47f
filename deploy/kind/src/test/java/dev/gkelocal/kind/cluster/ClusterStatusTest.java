package dev.gkelocal.kind.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterStatusTest {
    private static final Duration YOUNG = Duration.ofSeconds(20);
    private static final Duration OLD = Duration.ofMinutes(10);

    record Row(
            String name, List<NodeStatus> nodes, Duration age, ClusterState state, Class<? extends Mending> mending) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("no container", List.of(), OLD, ClusterState.NOT_EXISTS, Mending.Create.class),
                new Row(
                        "all ready",
                        List.of(main("running", true), worker("running", true)),
                        OLD,
                        ClusterState.READY,
                        Mending.Leave.class),
                new Row(
                        "young and not ready",
                        List.of(main("running", false)),
                        YOUNG,
                        ClusterState.CREATING,
                        Mending.Leave.class),
                new Row(
                        "old and not ready",
                        List.of(main("running", false)),
                        OLD,
                        ClusterState.ERROR,
                        Mending.Leave.class),
                new Row(
                        "all stopped",
                        List.of(main("exited", false), worker("exited", false)),
                        OLD,
                        ClusterState.STOPPED,
                        Mending.Start.class),
                new Row(
                        "one stopped",
                        List.of(main("running", true), worker("exited", false)),
                        OLD,
                        ClusterState.ERROR,
                        Mending.Start.class),
                new Row(
                        "control plane removed",
                        List.of(worker("running", false)),
                        OLD,
                        ClusterState.ERROR,
                        Mending.Recreate.class),
                new Row(
                        "worker removed",
                        List.of(main("running", true), worker(NodeStatus.GONE, false)),
                        OLD,
                        ClusterState.ERROR,
                        Mending.Refuse.class),
                new Row(
                        "never started",
                        List.of(main("created", false)),
                        OLD,
                        ClusterState.ERROR,
                        Mending.Recreate.class),
                new Row(
                        "on its way out",
                        List.of(main("removing", false), worker("exited", false)),
                        OLD,
                        ClusterState.DELETING,
                        Mending.Start.class));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void state_ofNodes_isJudgedTogether(Row row) {
        assertThat(ClusterStatus.judge(Optional.empty(), row.nodes(), row.age()))
                .isEqualTo(row.state());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void mending_ofOurs_dependsOnWhatIsLeft(Row row) {
        assertThat(Mending.of(status(Template.MINIMAL, row.nodes()))).isInstanceOf(row.mending());
    }

    @Test
    void state_whileACommandIsAtWork_isItsWord() {
        assertThat(ClusterStatus.judge(Optional.of(ClusterState.DELETING), List.of(main("running", true)), OLD))
                .isEqualTo(ClusterState.DELETING);
    }

    @Test
    void mending_ofAForeignCluster_leavesItOrRefuses() {
        assertThat(Mending.of(status(null, List.of(main("running", false))))).isInstanceOf(Mending.Leave.class);
        assertThat(Mending.of(status(null, List.of(main("exited", false))))).isInstanceOf(Mending.Refuse.class);
    }

    @Test
    void unhealthy_nodes_areNamedWithTheirReason() {
        assertThat(status(null, List.of(main("running", true), worker("exited", false)))
                        .unhealthy())
                .containsExactly("c-worker (container exited)");
    }

    private static ClusterStatus status(@org.jspecify.annotations.Nullable Template template, List<NodeStatus> nodes) {
        return new ClusterStatus("c", ClusterState.ERROR, template, "kind-c", "", "", 80, 443, nodes);
    }

    private static NodeStatus main(String container, boolean ready) {
        return new NodeStatus("c-control-plane", "control-plane", container, ready, ready ? "" : "not yet", "v1.34.0");
    }

    private static NodeStatus worker(String container, boolean ready) {
        return new NodeStatus("c-worker", "worker", container, ready, "", "v1.34.0");
    }
}
