package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.NodeAffinity;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.Requirement;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pods and catalogue of Karpenter's scheduling benchmark, from the rows of the oracle folder. */
final class KarpenterMix {
    private static final String CAPACITY = "karpenter.sh/capacity-type";

    private KarpenterMix() {}

    /** The catalogue's rule, for tests that run without the oracle folder. */
    static List<NodeType> catalogue() {
        var types = new ArrayList<NodeType>();
        for (int cpu = 1; cpu <= 400; cpu++) {
            var memory = (2L * cpu) << 30;
            types.add(type(
                    "fake-it-" + (cpu - 1),
                    cpu * 1000 - 100,
                    memory - (10 << 20),
                    10 * cpu,
                    0.1 * cpu + 0.1 * memory / 1e9));
        }
        return types;
    }

    static List<NodeType> catalogue(List<Value> rows) {
        return rows.stream()
                .map(row -> type(
                        row.get("name").text(),
                        number(row.get("allocatableMilliCpu")),
                        number(row.get("allocatableBytes")),
                        (int) number(row.get("pods")),
                        Double.parseDouble(row.get("pricePerHour").text())))
                .toList();
    }

    private static NodeType type(String name, long milliCpu, long bytes, int pods, double price) {
        return new NodeType(
                name,
                Map.of("node.kubernetes.io/instance-type", name),
                List.of(),
                Resources.of(milliCpu, bytes),
                pods,
                List.of(
                        offering("spot", 1, price),
                        offering("spot", 2, price),
                        offering("on-demand", 1, price),
                        offering("on-demand", 2, price),
                        offering("on-demand", 3, price)));
    }

    private static NodeType.Offering offering(String capacity, int zone, double price) {
        return new NodeType.Offering(Map.of(CAPACITY, capacity, Node.ZONE, "test-zone-" + zone), price);
    }

    static List<Pod> pods(Value row) {
        var pods = new ArrayList<Pod>();
        for (var each : row.get("pods").items()) {
            pods.add(pod(
                    "pod-" + pods.size(),
                    each.get(0).text(),
                    Resources.of(number(each.get(1)), number(each.get(2)) << 20),
                    each.get(3).text(),
                    each.get(4).text()));
        }
        return pods;
    }

    /** The same mix, drawn anew. */
    static List<Pod> drawn(int count, Random random) {
        var kinds = List.of("generic", "spreadZone", "spreadHostname", "affinityZone", "antiAffinityHostname");
        var pods = new ArrayList<Pod>();
        for (int i = 0; i < count; i++) {
            var kind = i < count / 5 * 5 ? kinds.get(i / (count / 5)) : "generic";
            var cpu = List.of(100, 250, 500, 1000, 1500).get(random.nextInt(5));
            var memory = List.of(100, 256, 512, 1024, 2048, 4096).get(random.nextInt(6));
            pods.add(pod(
                    "pod-" + i,
                    kind,
                    Resources.of(cpu, (long) memory << 20),
                    Character.toString('a' + random.nextInt(7)),
                    Character.toString('a' + random.nextInt(7))));
        }
        return pods;
    }

    private static Pod pod(String name, String kind, Resources requests, String label, String spreadSelector) {
        var pod = Pod.of("default", name, requests).change();
        return switch (kind) {
            case "generic" -> pod.labels(Map.of("my-label", label)).build();
            case "spreadZone", "spreadHostname" ->
                pod.labels(Map.of("my-label", label))
                        .spread(List.of(new SpreadConstraint(
                                kind.equals("spreadZone") ? Node.ZONE : Node.HOSTNAME,
                                1,
                                true,
                                LabelSelector.of(Map.of("my-label", spreadSelector)))))
                        .build();
            case "affinityZone" ->
                pod.labels(Map.of("my-affininity", label))
                        .affinity(required(Node.ZONE, "my-affininity", label))
                        .build();
            case "antiAffinityHostname" ->
                pod.labels(Map.of("app", "nginx"))
                        .antiAffinity(required(Node.HOSTNAME, "app", "nginx"))
                        .build();
            case "preference" ->
                pod.labels(Map.of("app", "nginx"))
                        .nodeAffinity(new NodeAffinity(List.of(), List.of(inFirstZone())))
                        .antiAffinity(new PodAffinity(
                                List.of(),
                                List.of(
                                        new PodAffinity.Preferred(10, term(Node.ZONE, "app", "nginx")),
                                        new PodAffinity.Preferred(1, term(Node.HOSTNAME, "app", "nginx")))))
                        .build();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static NodeAffinity.Preferred inFirstZone() {
        return new NodeAffinity.Preferred(
                1,
                new NodeAffinity.Term(
                        List.of(new Requirement(Node.ZONE, Requirement.Operator.IN, List.of("test-zone-1"))),
                        List.of()));
    }

    private static PodAffinity required(String key, String label, String value) {
        return new PodAffinity(List.of(term(key, label, value)), List.of());
    }

    private static PodAffinity.Term term(String key, String label, String value) {
        return new PodAffinity.Term(key, LabelSelector.of(Map.of(label, value)));
    }

    private static long number(Value value) {
        return value.integer().orElseThrow();
    }
}
