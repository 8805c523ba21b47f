package dev.gkelocal.bench.autopilot;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import dev.gkelocal.autopilot.core.scheduling.NodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pods and catalogue of Karpenter's scheduling benchmark (autopilot sheet 4.2): as recorded, or drawn by its rule. */
final class KarpenterMix {
    private static final List<String> KINDS =
            List.of("generic", "spreadZone", "spreadHostname", "affinityZone", "antiAffinityHostname");
    private static final List<Integer> MILLI_CPU = List.of(100, 250, 500, 1000, 1500);
    private static final List<Integer> MEBIBYTES = List.of(100, 256, 512, 1024, 2048, 4096);
    private static final int LABELS = 7;
    private static final int TYPES = 400;

    private KarpenterMix() {}

    static List<NodeType> catalogue() {
        var types = new ArrayList<NodeType>();
        for (int cpu = 1; cpu <= TYPES; cpu++) {
            var bytes = (2L * cpu) << 30;
            var price = 0.1 * cpu + 0.1 * bytes / 1e9;
            var offerings = new ArrayList<NodeType.Offering>();
            for (var terms : List.of("spot 1", "spot 2", "on-demand 1", "on-demand 2", "on-demand 3")) {
                var parts = terms.split(" ");
                offerings.add(new NodeType.Offering(
                        Map.of("karpenter.sh/capacity-type", parts[0], Node.ZONE, "test-zone-" + parts[1]), price));
            }
            types.add(new NodeType(
                    "fake-it-" + (cpu - 1),
                    Map.of(),
                    List.of(),
                    Resources.of(cpu * 1000L - 100, bytes - (10 << 20)),
                    10 * cpu,
                    offerings));
        }
        return types;
    }

    static List<Pod> recorded(Value row) {
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

    static List<Pod> drawn(int count, long seed) {
        var random = new Random(seed);
        var pods = new ArrayList<Pod>();
        for (int i = 0; i < count; i++) {
            var kind = i < count / 5 * 5 ? KINDS.get(i / (count / 5)) : "generic";
            var cpu = MILLI_CPU.get(random.nextInt(MILLI_CPU.size()));
            var memory = (long) MEBIBYTES.get(random.nextInt(MEBIBYTES.size())) << 20;
            pods.add(pod("pod-" + i, kind, Resources.of(cpu, memory), letter(random), letter(random)));
        }
        return pods;
    }

    private static String letter(Random random) {
        return Character.toString('a' + random.nextInt(LABELS));
    }

    private static Pod pod(String name, String kind, Resources requests, String label, String selected) {
        var pod = Pod.of("default", name, requests).change();
        return switch (kind) {
            case "generic" -> pod.labels(Map.of("my-label", label)).build();
            case "spreadZone" -> spread(pod, label, Node.ZONE, selected);
            case "spreadHostname" -> spread(pod, label, Node.HOSTNAME, selected);
            case "affinityZone" ->
                pod.labels(Map.of("my-affininity", label))
                        .affinity(required(Node.ZONE, Map.of("my-affininity", label)))
                        .build();
            case "antiAffinityHostname" ->
                pod.labels(Map.of("app", "nginx"))
                        .antiAffinity(required(Node.HOSTNAME, Map.of("app", "nginx")))
                        .build();
            default -> throw new IllegalArgumentException("no such kind of Pod: " + kind);
        };
    }

    private static Pod spread(Pod.Builder pod, String label, String key, String selected) {
        var selector = LabelSelector.of(Map.of("my-label", selected));
        return pod.labels(Map.of("my-label", label))
                .spread(List.of(new SpreadConstraint(key, 1, true, selector)))
                .build();
    }

    static PodAffinity required(String key, Map<String, String> labels) {
        return new PodAffinity(List.of(new PodAffinity.Term(key, LabelSelector.of(labels))), List.of());
    }

    private static long number(Value value) {
        return value.integer().orElseThrow();
    }
}
