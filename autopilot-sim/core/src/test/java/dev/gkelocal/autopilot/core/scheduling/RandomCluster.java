package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.NodeAffinity;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.Requirement;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.objects.Toleration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Small clusters and Pods full of rules, drawn from a seed: few values, so that rules meet. */
final class RandomCluster {
    static final Map<String, Map<String, String>> NAMESPACES =
            Map.of("a", Map.of("team", "red"), "b", Map.of("team", "blue"));
    private static final List<String> KEYS = List.of(Node.HOSTNAME, Node.ZONE, "rack");

    private final Random random;
    private int serial;

    RandomCluster(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Node node() {
        var name = "n" + serial++;
        var labels = new HashMap<String, String>();
        labels.put(Node.HOSTNAME, name);
        if (below(8) > 0) {
            labels.put(Node.ZONE, "z" + below(3));
        }
        if (below(3) > 0) {
            labels.put("rack", "r" + below(4));
        }
        var taints = below(4) == 0 ? List.of(new Taint("t", "v" + below(2), "NoSchedule")) : List.<Taint>of();
        return new Node(
                name, labels, taints, Resources.of(500 + below(4000), 500 + below(4000)), 2 + below(6), below(12) == 0);
    }

    Pod pod() {
        var pod = Pod.of(below(4) == 0 ? "b" : "a", "p" + serial++, Resources.of(below(4) * 250L, below(4) * 250L))
                .change()
                .labels(Map.of("app", "x" + below(3), "track", "y" + below(2)))
                .priority(below(3));
        if (below(4) == 0) {
            pod.nodeSelector(Map.of(Node.ZONE, "z" + below(3)));
        }
        if (below(5) == 0) {
            pod.nodeAffinity(new NodeAffinity(List.of(rackTerm(), rackTerm()), List.of()));
        }
        if (below(3) == 0) {
            pod.tolerations(List.of(new Toleration("t", below(2) == 0, "v0", "")));
        }
        return pod.spread(below(2) == 0 ? spread() : List.of())
                .affinity(below(4) == 0 ? affinity() : PodAffinity.NONE)
                .antiAffinity(below(3) == 0 ? affinity() : PodAffinity.NONE)
                .build();
    }

    private NodeAffinity.Term rackTerm() {
        return new NodeAffinity.Term(
                List.of(new Requirement(
                        "rack", Requirement.Operator.values()[below(4)], List.of("r" + below(4), "r" + below(4)))),
                List.of());
    }

    private List<SpreadConstraint> spread() {
        var all = new ArrayList<SpreadConstraint>();
        for (int i = 0; i <= below(2); i++) {
            all.add(new SpreadConstraint(
                    KEYS.get(below(3)),
                    1 + below(2),
                    below(4) > 0,
                    selector(),
                    1 + below(2) * below(4),
                    below(3) > 0,
                    below(2) == 0,
                    below(4) == 0 ? List.of("track") : List.of()));
        }
        return all;
    }

    private PodAffinity affinity() {
        var all = new ArrayList<PodAffinity.Term>();
        for (int i = 0; i <= below(2); i++) {
            all.add(new PodAffinity.Term(
                    KEYS.get(below(3)),
                    selector(),
                    below(4) == 0 ? Set.of("b") : Set.of(),
                    below(5) == 0 ? LabelSelector.of(Map.of("team", "red")) : LabelSelector.NOTHING,
                    below(5) == 0 ? List.of("track") : List.of(),
                    below(5) == 0 ? List.of("track") : List.of()));
        }
        return new PodAffinity(all, List.of());
    }

    private LabelSelector selector() {
        return switch (below(5)) {
            case 0 -> LabelSelector.EVERYTHING;
            case 1 ->
                LabelSelector.of(
                        Map.of(),
                        List.of(new Requirement("app", Requirement.Operator.NOT_IN, List.of("x" + below(3)))));
            default -> LabelSelector.of(Map.of("app", "x" + below(3)));
        };
    }
}
