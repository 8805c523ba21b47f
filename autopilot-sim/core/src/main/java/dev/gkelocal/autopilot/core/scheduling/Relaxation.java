package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.NodeAffinity;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A Pod with its preferences taken as demands, and then with one demand less at a time, in Karpenter's order (autopilot sheet
 * 4.2).
 */
final class Relaxation {
    private final List<NodeAffinity.Term> required;
    private final List<PodAffinity.Preferred> near;
    private final List<PodAffinity.Preferred> apart;
    private final List<NodeAffinity.Preferred> nodes;
    private final List<SpreadConstraint> soft;
    private final Pod pod;

    private Relaxation(Pod pod) {
        this.pod = pod;
        required = new ArrayList<>(pod.nodeAffinity().required());
        near = heaviestFirst(pod.affinity().preferred());
        apart = heaviestFirst(pod.antiAffinity().preferred());
        nodes = new ArrayList<>(pod.nodeAffinity().preferred());
        nodes.sort(Comparator.comparingInt(it -> -it.weight()));
        soft = new ArrayList<>(pod.spread().stream().filter(it -> !it.hard()).toList());
    }

    /** From the strictest. Tolerating soft taints, the last step of the original, changes nothing: no filter looks at them. */
    static List<Pod> of(Pod pod) {
        var steps = new ArrayList<Pod>();
        var relaxation = new Relaxation(pod);
        do {
            steps.add(relaxation.demanding());
        } while (relaxation.giveWay());
        return steps;
    }

    private boolean giveWay() {
        if (required.size() > 1) {
            required.removeFirst();
            return true;
        }
        for (var list : List.of(near, apart, nodes, soft)) {
            if (!list.isEmpty()) {
                list.removeFirst();
                return true;
            }
        }
        return false;
    }

    private Pod demanding() {
        var spread = new ArrayList<>(
                pod.spread().stream().filter(SpreadConstraint::hard).toList());
        soft.forEach(it -> spread.add(new SpreadConstraint(
                it.topologyKey(),
                it.maxSkew(),
                true,
                it.selector(),
                1,
                it.honorAffinity(),
                it.honorTaints(),
                it.matchLabelKeys())));
        return pod.change()
                .nodeAffinity(new NodeAffinity(terms(), List.of()))
                .affinity(demanding(pod.affinity(), near))
                .antiAffinity(demanding(pod.antiAffinity(), apart))
                .spread(spread)
                .build();
    }

    /** Only the first alternative counts at a time, together with the weightiest preference. */
    private List<NodeAffinity.Term> terms() {
        if (nodes.isEmpty()) {
            return required.isEmpty() ? List.of() : List.of(required.getFirst());
        }
        var preferred = nodes.getFirst().term();
        if (required.isEmpty()) {
            return List.of(preferred);
        }
        var labels = new ArrayList<>(required.getFirst().labels());
        labels.addAll(preferred.labels());
        var fields = new ArrayList<>(required.getFirst().fields());
        fields.addAll(preferred.fields());
        return List.of(new NodeAffinity.Term(labels, fields));
    }

    private static PodAffinity demanding(PodAffinity affinity, List<PodAffinity.Preferred> preferred) {
        var terms = new ArrayList<>(affinity.required());
        preferred.forEach(it -> terms.add(it.term()));
        return new PodAffinity(terms, List.of());
    }

    private static List<PodAffinity.Preferred> heaviestFirst(List<PodAffinity.Preferred> preferred) {
        var sorted = new ArrayList<>(preferred);
        sorted.sort(Comparator.comparingInt(it -> -it.weight()));
        return sorted;
    }
}
