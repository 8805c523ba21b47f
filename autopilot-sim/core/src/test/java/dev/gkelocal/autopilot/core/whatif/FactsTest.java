package dev.gkelocal.autopilot.core.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Node pools that are there from the start, and quotas. */
class FactsTest {
    private static Scenario read(String cluster, String more) {
        var text = "cluster:\n" + cluster.indent(2) + "horizon: 40m\n" + more;
        return switch (ScenarioReader.read(TestYaml.value(text), path -> List.of())) {
            case ScenarioReader.Result.Read(var scenario) -> scenario;
            case ScenarioReader.Result.Refused(var problems) -> throw new AssertionError(problems);
        };
    }

    private static List<String> problems(String cluster) {
        return switch (ScenarioReader.read(TestYaml.value("cluster:\n" + cluster.indent(2)), path -> List.of())) {
            case ScenarioReader.Result.Read ignored -> List.of();
            case ScenarioReader.Result.Refused(var problems) ->
                problems.stream().map(Problem::message).toList();
        };
    }

    private static String deployment(int replicas, String spec) {
        return """
                workloads:
                - manifest:
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web, namespace: shop}
                    spec:
                      replicas: %d
                      template:
                        metadata: {labels: {app: web}}
                        spec:
                          %s
                          containers: [{name: c, image: c, resources: {requests: {cpu: "1", memory: 2Gi}}}]
                """.formatted(replicas, spec);
    }

    private static List<String> messages(Report report, String reason) {
        return report.events().stream()
                .filter(it -> it.reason().equals(reason))
                .map(ClusterEvent::message)
                .distinct()
                .toList();
    }

    @Test
    void podsThatFitAGivenPool_runAtOnceOnItsNodes() {
        var scenario = read("""
                mode: standard
                zones: [us-central1-a]
                nodePools: [{name: base, machineType: n2-standard-8, nodes: 2}]
                """, deployment(4, ""));
        var report = Run.of(scenario);
        assertThat(report.pending().longest()).isZero();
        assertThat(report.timeline().getFirst().nodes()).containsExactly(java.util.Map.entry("n2-standard-8", 2));
        assertThat(report.timeline().getLast().nodes())
                .as("without a maximum it keeps its size")
                .containsEntry("n2-standard-8", 2);
    }

    @Test
    void givenPool_growsToItsMaximumAndShrinksToItsMinimum() {
        var pool = """
                mode: standard
                zones: [us-central1-a]
                nodePools: [{name: base, machineType: n2-standard-8, nodes: 2, min: 1, max: 3}]
                """;
        var grown = Run.of(read(pool, deployment(18, "nodeSelector: {cloud.google.com/gke-nodepool: base}")));
        assertThat(grown.timeline().getLast().nodes()).containsEntry("n2-standard-8", 3);
        var idle = Run.of(read(pool, ""));
        assertThat(idle.timeline().getLast().nodes()).containsEntry("n2-standard-8", 1);
    }

    @Test
    void taintedPool_takesOnlyPodsThatTolerateIt() {
        var pool = """
                mode: standard
                zones: [us-central1-a]
                nodePools:
                - {name: gpu, machineType: n1-standard-8, nodes: 1, gpu: {type: nvidia-tesla-t4}, labels: {team: ml},
                   taints: [{key: team, value: ml}]}
                """;
        var stranger = Run.of(read(pool, deployment(1, "")));
        assertThat(stranger.timeline().getLast().nodes()).hasSize(2);
        var own = Run.of(
                read(pool, deployment(1, "nodeSelector: {team: ml}\n          tolerations: [{operator: Exists}]")));
        assertThat(own.timeline().getLast().nodes()).containsOnlyKeys("n1-standard-8");
    }

    @Test
    void quotaOfVcpus_countsNodesThatAreThere() {
        var report = Run.of(read("""
                mode: standard
                zones: [us-central1-a]
                quotas: {vcpus: 16}
                nodePools: [{name: base, machineType: n2-standard-8, nodes: 2, max: 10}]
                """, deployment(30, "")));
        assertThat(report.timeline().getLast().nodes()).containsOnly(java.util.Map.entry("n2-standard-8", 2));
        assertThat(messages(report, "FailedScaleUp")).isNotEmpty().allMatch(it -> it.contains("GCE quota exceeded"));
    }

    @Test
    void quotaOfGpus_holdsUpWhatIsBeyondIt() {
        var within = Run.of(read("quotas: {gpus: {nvidia-l4: 2}}", gpus(2)));
        assertThat(within.pending().stillPending()).isZero();
        var beyond = Run.of(read("quotas: {gpus: {nvidia-l4: 2}}", gpus(3)));
        assertThat(beyond.pending().stillPending()).isPositive();
        assertThat(messages(beyond, "FailedScaleUp")).anyMatch(it -> it.contains("GCE quota exceeded"));
    }

    private static String gpus(int replicas) {
        return deployment(replicas, "nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l4}")
                .replace("memory: 2Gi}", "memory: 2Gi}, limits: {nvidia.com/gpu: 1}");
    }

    @Test
    void addresses_usedUp_areAnErrorOfTheirOwn() {
        for (var quota : List.of("{nodeAddresses: 0}", "{podAddresses: 32}")) {
            var report = Run.of(read("quotas: " + quota, deployment(1, "")));
            assertThat(report.pending().stillPending()).as(quota).isEqualTo(1);
            assertThat(messages(report, "FailedScaleUp"))
                    .isNotEmpty()
                    .allMatch(it -> it.contains("IP space exhausted"));
        }
    }

    @Test
    void mistakes_areNamed() {
        assertThat(problems("nodePools: [{name: a, machineType: n2-standard-3}]"))
                .containsExactly("node pool a: no machine type n2-standard-3");
        assertThat(problems("nodePools: [{machineType: n2-standard-8, zones: [europe-west1-b]}]"))
                .contains("an entry of nodePools needs 'name'")
                .anyMatch(it -> it.startsWith("zone 'europe-west1-b' is none of the cluster's"));
        assertThat(problems("nodePools: [{name: a, machineType: n2-standard-8, nodes: 3, max: 2}]"))
                .containsExactly("no such number of nodes: 3, from 0 to 2");
        assertThat(problems("quotas: {cpu: 3}")).singleElement().asString().contains("unknown key 'cpu'", "vcpus");
        assertThat(problems("nodePools: [{name: a, machineType: n2-standard-8, taints: [{key: k, effect: Never}]}]"))
                .containsExactly("'effect' must be NoSchedule, PreferNoSchedule, NoExecute, not 'Never'");
    }
}
