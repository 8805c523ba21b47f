package dev.gkelocal.autopilot.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.OracleRows;
import dev.gkelocal.autopilot.core.OracleTotals;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KarpenterOracleTest {
    private static final double DEARER = 1.1;

    @Test
    void plans_ofTheBenchmarkMix_needKarpentersNodesAndNoHigherPrice() {
        var catalogue = KarpenterMix.catalogue(OracleRows.read("karpenter-benchmark/instance-types.jsonl"));
        var rows = OracleRows.read("karpenter-benchmark/cases.jsonl.gz");
        var passed = 0;
        var misses = new ArrayList<String>();
        for (var row : rows) {
            var pods = KarpenterMix.pods(row);
            var plan = new Provisioner(catalogue, Provisioner.Preferences.RESPECT).solve(pods, new ClusterSnapshot());
            var nodes =
                    row.get("expect").get("nodes").integer().orElse(plan.nodes().size());
            var price = row.get("reference").get("pricePerHour").text();
            var dearest = price.isEmpty() ? Double.MAX_VALUE : Double.parseDouble(price) * DEARER;
            var good = plan.nodes().size() == nodes
                    && plan.unplaced().isEmpty()
                    && plan.pricePerHour() <= dearest + 1e-3
                    && broken(plan, pods).isEmpty();
            passed += good ? 1 : 0;
            if (!good) {
                misses.add(row.get("id").text() + ": " + plan.nodes().size() + " nodes, "
                        + plan.unplaced().size()
                        + " unplaced, price " + plan.pricePerHour() + ", reference " + price + ", broken rules "
                        + broken(plan, pods));
            }
        }
        OracleTotals.record("karpenter-benchmark", passed, rows.size());
        assertThat(misses).isEmpty();
    }

    @Test
    void plans_ofMixesDrawnAnew_needOneNodePerPodThatWantsItsOwn() {
        var provisioner = new Provisioner(KarpenterMix.catalogue(), Provisioner.Preferences.RESPECT);
        for (int seed = 0; seed < 120; seed++) {
            var count = List.of(3, 5, 12, 40, 60, 110).get(seed % 6);
            var pods = KarpenterMix.drawn(count, new Random(seed));
            var plan = provisioner.solve(pods, new ClusterSnapshot());
            assertThat(plan.unplaced()).as("seed %s", seed).isEmpty();
            assertThat(broken(plan, pods)).as("seed %s", seed).isEmpty();
            assertThat(plan.nodes()).as("seed %s", seed).hasSize(Math.max(1, count / 5));
        }
    }

    /** Pods on a node that could not have come there last: required affinity and resources must hold in the end. */
    private static List<String> broken(Plan plan, List<Pod> pods) {
        var snapshot = new ClusterSnapshot();
        for (var node : plan.nodes()) {
            var labels = new HashMap<>(node.type().labels());
            labels.putAll(node.offering().labels());
            labels.put(Node.HOSTNAME, node.name());
            snapshot.addNode(new Node(
                    node.name(),
                    labels,
                    List.of(),
                    node.type().allocatable(),
                    node.type().maxPods(),
                    false));
            node.pods()
                    .forEach(it ->
                            snapshot.addPod(it.change().nodeName(node.name()).build()));
        }
        var broken = new ArrayList<String>();
        var evaluator = new Evaluator(snapshot);
        for (var node : plan.nodes()) {
            for (var pod : node.pods()) {
                snapshot.removePod(pod.uid());
                if (evaluator.check(pod, node.name()) instanceof Verdict.Rejection rejection
                        && rejection.filter() != Filter.POD_TOPOLOGY_SPREAD) {
                    broken.add(pod.name() + " " + rejection.reasons());
                }
                snapshot.addPod(pod.change().nodeName(node.name()).build());
            }
        }
        return snapshot.podCount() == pods.size() ? broken : List.of("lost Pods");
    }
}
