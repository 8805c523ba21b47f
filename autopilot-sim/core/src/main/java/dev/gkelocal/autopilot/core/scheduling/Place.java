package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Terms that several node types are offered on, such as Spot in one zone, with those types from the cheapest. */
final class Place {
    /** @param sample a node of this type here, for the rules that look at nodes */
    @SuppressWarnings("ArrayRecordComponent") // read in hot loops
    record Candidate(NodeType type, NodeType.Offering offering, long[] allocatable, Node sample) {}

    final String zone;
    final Map<String, String> labels;
    final List<Candidate> candidates = new ArrayList<>();
    private final Map<NodeRule, List<Candidate>> allowed = new HashMap<>();

    /** Nodes opened here. */
    int opened;

    private Place(Map<String, String> labels) {
        this.labels = labels;
        zone = labels.getOrDefault(Node.ZONE, "");
    }

    static List<Place> of(List<NodeType> catalogue, Dimensions dimensions) {
        var places = new LinkedHashMap<Map<String, String>, Place>();
        for (var type : catalogue) {
            var allocatable = dimensions.array(type.allocatable(), type.maxPods());
            for (var offering : type.offerings()) {
                var labels = new HashMap<>(type.labels());
                labels.putAll(offering.labels());
                places.computeIfAbsent(offering.labels(), Place::new)
                        .candidates
                        .add(new Candidate(
                                type,
                                offering,
                                allocatable,
                                new Node("", labels, type.taints(), type.allocatable(), type.maxPods(), false)));
            }
        }
        places.values()
                .forEach(it -> it.candidates.sort(Comparator.comparingDouble(each -> each.offering.pricePerHour())));
        return List.copyOf(places.values());
    }

    /** Those that a Pod's selector, affinity and tolerations allow; the same list for the same rule. */
    List<Candidate> allowedBy(NodeRule rule) {
        return allowed.computeIfAbsent(rule, it -> {
            var all = candidates.stream()
                    .filter(each -> it.judge(each.sample) == Obstacle.NONE)
                    .toList();
            return all.size() == candidates.size() ? candidates : all;
        });
    }

    /** What all of these have in common, and so every node of them. */
    static Map<String, String> commonLabels(List<Candidate> candidates) {
        var common = new HashMap<>(candidates.getFirst().sample.labels());
        candidates.forEach(it -> common.entrySet().retainAll(it.sample.labels().entrySet()));
        return common;
    }
}
