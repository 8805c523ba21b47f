package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** Compiles Pods to shapes and keeps what shapes share: node rules, topology keys and tallies. */
final class Shapes {
    /** kube-scheduler counts a required affinity of an existing Pod as a preference of this weight (hardPodAffinityWeight). */
    private static final int HARD_AFFINITY_WEIGHT = 1;

    /** System defaults for Pods without constraints of their own (autopilot sheet 4.1). */
    private static final List<SpreadConstraint> SYSTEM_SPREAD = List.of(
            new SpreadConstraint(Node.HOSTNAME, 3, false, LabelSelector.EVERYTHING),
            new SpreadConstraint(Node.ZONE, 5, false, LabelSelector.EVERYTHING));

    private static final NodeRule.Parts ANYWHERE = NodeRule.Parts.affinityOnly(Map.of(), List.of());

    final Dimensions dimensions = new Dimensions();
    final Map<String, TopologyKey> keys = new HashMap<>();
    final List<Shape> all = new ArrayList<>();
    final List<Tally> scoped = new ArrayList<>();
    private final Map<String, Map<String, String>> namespaces;
    private final Map<Shape.Key, Shape> shapes = new HashMap<>();
    private final Map<NodeRule.Parts, NodeRule> rules = new HashMap<>();
    private final Map<Tally.Identity, Tally> tallies = new HashMap<>();
    private final Map<Map.Entry<String, String>, List<Tally>> anchored = new HashMap<>();
    private final List<Tally> floating = new ArrayList<>();
    private final Map<Map.Entry<String, String>, List<Shape>> shapesByLabel = new HashMap<>();
    private final Iterable<@Nullable NodeState> nodes;

    /** @param nodes of the cluster as they are whenever this is read; null where a slot is empty */
    Shapes(Map<String, Map<String, String>> namespaces, Iterable<@Nullable NodeState> nodes) {
        this.namespaces = namespaces;
        this.nodes = nodes;
    }

    Shape of(Pod pod) {
        return of(pod, pod.nodeName());
    }

    /** Of a Pod that has its node: which one it is does not matter any more. */
    Shape ofBound(Pod pod) {
        return of(pod, "");
    }

    private Shape of(Pod pod, String nodeName) {
        var key = Shape.Key.of(pod, nodeName);
        var known = shapes.get(key);
        if (known != null) {
            return known;
        }
        var shape = new Shape(
                all.size(),
                pod,
                namespaceLabels(pod.namespace()),
                dimensions.array(pod.requests(), 1),
                rule(new NodeRule.Parts(
                        pod.nodeSelector(),
                        pod.nodeAffinity().required(),
                        true,
                        true,
                        pod.tolerations(),
                        nodeName,
                        List.of())),
                pod.volumeZones().isEmpty()
                        ? rule(ANYWHERE)
                        : rule(new NodeRule.Parts(
                                Map.of(), List.of(), false, false, List.of(), "", pod.volumeZones())));
        shapes.put(key, shape);
        all.add(shape);
        introduce(shape);
        compileFilters(shape);
        return shape;
    }

    /** Makes the tallies that only scores need, and counts the Pods that are there. */
    void compileScores(Shape shape) {
        if (shape.hasScoreTerms) {
            return;
        }
        shape.hasScoreTerms = true;
        var pod = shape.pod;
        for (var each : pod.nodeAffinity().preferred()) {
            shape.preferredNodes.add(new Shape.WeightedRule(
                    rule(NodeRule.Parts.affinityOnly(Map.of(), List.of(each.term()))), each.weight()));
        }
        for (var each : pod.affinity().preferred()) {
            shape.preferred.add(new Shape.Weighted(matching(each.term(), pod), each.weight()));
            own(shape, Tally.Kind.ATTRACTING, each.term(), each.weight());
        }
        for (var each : pod.antiAffinity().preferred()) {
            shape.preferred.add(new Shape.Weighted(matching(each.term(), pod), -each.weight()));
            own(shape, Tally.Kind.ATTRACTING, each.term(), -each.weight());
        }
        pod.affinity().required().forEach(it -> own(shape, Tally.Kind.ATTRACTING, it, HARD_AFFINITY_WEIGHT));
        compileSoftSpread(shape);
    }

    void forget(int slot) {
        rules.values().forEach(it -> it.forget(slot));
    }

    TopologyKey key(String label) {
        return keys.computeIfAbsent(label, it -> {
            var key = new TopologyKey(it);
            for (var node : nodes) {
                if (node != null) {
                    key.add(node);
                }
            }
            return key;
        });
    }

    private void compileFilters(Shape shape) {
        var pod = shape.pod;
        var hard = pod.spread().stream().filter(SpreadConstraint::hard).toList();
        shape.spread.addAll(spreads(shape, hard, labels(hard)));
        var required = pod.affinity().required();
        if (!required.isEmpty()) {
            var all = PodMatch.ofAll(required, pod);
            required.forEach(it ->
                    shape.near.add(tally(new Tally.Identity(Tally.Kind.MATCHING, key(it.topologyKey()), all, null))));
            shape.startsGroup = shape.matches(all);
        }
        for (var term : pod.antiAffinity().required()) {
            shape.apart.add(matching(term, pod));
            own(shape, Tally.Kind.REPELLING, term, 1);
        }
    }

    private void compileSoftSpread(Shape shape) {
        var pod = shape.pod;
        if (pod.spread().isEmpty() && !pod.owner().isEmpty()) {
            for (var constraint : SYSTEM_SPREAD) {
                var scope = scope(pod, constraint, List.of());
                shape.softSpread.add(spread(shape, constraint, PodMatch.ofOwner(pod), scope));
            }
        } else {
            var soft = pod.spread().stream().filter(it -> !it.hard()).toList();
            shape.softSpread.addAll(spreads(shape, soft, labels(soft)));
        }
    }

    private List<Shape.Spread> spreads(Shape shape, List<SpreadConstraint> constraints, List<TopologyKey> labels) {
        return constraints.stream()
                .map(it -> spread(shape, it, PodMatch.of(it, shape.pod), scope(shape.pod, it, labels)))
                .toList();
    }

    private Shape.Spread spread(Shape shape, SpreadConstraint constraint, PodMatch match, Tally.Scope scope) {
        var tally = tally(new Tally.Identity(Tally.Kind.MATCHING, key(constraint.topologyKey()), match, scope));
        return new Shape.Spread(tally, constraint, shape.matches(match) ? 1 : 0);
    }

    private Tally.Scope scope(Pod pod, SpreadConstraint constraint, List<TopologyKey> labels) {
        return new Tally.Scope(
                constraint.honorAffinity()
                        ? rule(NodeRule.Parts.affinityOnly(
                                pod.nodeSelector(), pod.nodeAffinity().required()))
                        : null,
                constraint.honorTaints() ? rule(NodeRule.Parts.taintsOnly(pod.tolerations())) : null,
                labels);
    }

    private List<TopologyKey> labels(List<SpreadConstraint> constraints) {
        return constraints.stream().map(it -> key(it.topologyKey())).toList();
    }

    private Tally matching(PodAffinity.Term term, Pod pod) {
        return tally(new Tally.Identity(Tally.Kind.MATCHING, key(term.topologyKey()), PodMatch.of(term, pod), null));
    }

    private void own(Shape shape, Tally.Kind kind, PodAffinity.Term term, int weight) {
        var tally = tally(new Tally.Identity(kind, key(term.topologyKey()), PodMatch.of(term, shape.pod), null));
        shape.owns.add(new Shape.Weighted(tally, weight));
        if (shape.bound > 0) {
            eachBound(shape, (node, count) -> tally.add(node, weight * count));
        }
    }

    private NodeRule rule(NodeRule.Parts parts) {
        return rules.computeIfAbsent(parts, NodeRule::new);
    }

    private Tally tally(Tally.Identity identity) {
        var known = tallies.get(identity);
        if (known != null) {
            return known;
        }
        var tally = new Tally(identity);
        tallies.put(identity, tally);
        if (tally.isScoped()) {
            scoped.add(tally);
            tally.key.expected().forEach(tally::expect);
            for (var node : nodes) {
                if (node != null) {
                    tally.join(node);
                }
            }
        }
        var anchor = identity.match().anchor();
        anchor.map(it -> anchored.computeIfAbsent(it, ignored -> new ArrayList<>()))
                .orElse(floating)
                .add(tally);
        for (var shape :
                anchor.map(it -> shapesByLabel.getOrDefault(it, List.of())).orElse(all)) {
            if (shape.matches(identity.match())) {
                shape.meet(tally);
                if (shape.bound > 0 && identity.kind() == Tally.Kind.MATCHING) {
                    eachBound(shape, tally::add);
                }
            }
        }
        return tally;
    }

    /** Lets a new shape and the tallies that mean it know each other. */
    private void introduce(Shape shape) {
        for (var label : shape.pod.labels().entrySet()) {
            shapesByLabel
                    .computeIfAbsent(Map.entry(label.getKey(), label.getValue()), it -> new ArrayList<>())
                    .add(shape);
            meetAll(shape, anchored.getOrDefault(label, List.of()));
        }
        meetAll(shape, floating);
    }

    private static void meetAll(Shape shape, List<Tally> candidates) {
        for (var tally : candidates) {
            if (shape.matches(tally.identity.match())) {
                shape.meet(tally);
            }
        }
    }

    private void eachBound(Shape shape, ObjIntConsumer<NodeState> action) {
        for (var node : nodes) {
            if (node != null) {
                var count = 0;
                for (var bound : node.pods) {
                    count += bound.shape() == shape ? 1 : 0;
                }
                if (count > 0) {
                    action.accept(node, count);
                }
            }
        }
    }

    private Map<String, String> namespaceLabels(String namespace) {
        var labels = new HashMap<>(namespaces.getOrDefault(namespace, Map.of()));
        labels.put("kubernetes.io/metadata.name", namespace);
        return labels;
    }
}
