package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small clusters for tests: nodes of 4 vCPU and 16 GiB. */
final class Clusters {
    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    static final long GIB = 1L << 30;

    private Clusters() {}

    static Node node(String name) {
        return node(name, 4_000, 16);
    }

    static Node node(String name, long milliCpu, long gib) {
        return new Node(name, Map.of(Node.HOSTNAME, name), List.of(), Resources.of(milliCpu, gib * GIB), 110, false);
    }

    /** Of a Deployment, with 1 GiB. */
    static Pod pod(String name, String node, long milliCpu) {
        return Pod.of("shop", name, Resources.of(milliCpu, GIB))
                .change()
                .owner("ReplicaSet/web")
                .labels(Map.of("app", "web"))
                .nodeName(node)
                .created(T0)
                .build();
    }

    static Pod annotated(Pod pod, String key, String value) {
        return pod.change().annotations(Map.of(key, value)).build();
    }

    static Pod system(String name, String node) {
        return Pod.of("kube-system", name, Resources.of(100, GIB / 8))
                .change()
                .owner("ReplicaSet/dns")
                .nodeName(node)
                .build();
    }

    static ClusterSnapshot snapshot(List<Node> nodes, Pod... pods) {
        var snapshot = new ClusterSnapshot();
        nodes.forEach(snapshot::addNode);
        List.of(pods).forEach(snapshot::addPod);
        return snapshot;
    }

    static Cluster with(ClusterSnapshot snapshot, EvictionBudget... budgets) {
        return new Cluster(snapshot, Map.of(), Map.of(), List.of(budgets), Instant.MIN, Instant.MIN, 0);
    }

    static Cluster with(ClusterSnapshot snapshot, Map<String, NodeFacts> nodes, Map<String, PodFacts> pods) {
        return new Cluster(snapshot, nodes, pods, List.of(), Instant.MIN, Instant.MIN, 0);
    }

    static EvictionBudget budget(int allowed) {
        return new EvictionBudget("shop", "web", LabelSelector.of(Map.of("app", "web")), allowed);
    }

    /** Every Pod with its node, to see that simulations leave no trace. */
    static Map<String, String> places(ClusterSnapshot snapshot) {
        var places = new HashMap<String, String>();
        snapshot.nodes().forEach(node -> {
            places.put("node " + node.name(), snapshot.free(node.name()).toString());
            snapshot.podsOn(node.name()).forEach(pod -> places.put(pod.uid(), node.name()));
        });
        return places;
    }
}
