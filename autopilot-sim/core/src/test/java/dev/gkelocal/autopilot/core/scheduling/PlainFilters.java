package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.Requirement;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import dev.gkelocal.autopilot.core.objects.Taint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The filters once more, slow and plain, counting everything anew for each question: what the evaluator is compared with. */
record PlainFilters(List<Node> nodes, List<Pod> pods, Map<String, Map<String, String>> namespaces) {
    /** Empty where the Pod fits. */
    List<String> reasons(Pod pod, Node node) {
        var taints = node.taints().stream()
                .filter(it -> it.isHard() && !tolerates(pod, it))
                .toList();
        if (node.unschedulable() && !tolerates(pod, new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule"))) {
            return List.of("node(s) were unschedulable");
        }
        if (!taints.isEmpty()) {
            return List.of("node(s) had untolerated taint {" + taints.getFirst().key() + ": "
                    + taints.getFirst().value() + "}");
        }
        if (!matchesNode(pod, node)) {
            return List.of("node(s) didn't match Pod's node affinity/selector");
        }
        var shortages = shortages(pod, node);
        if (!shortages.isEmpty()) {
            return shortages;
        }
        var spread = spread(pod, node);
        return spread.isEmpty() ? affinity(pod, node) : spread;
    }

    private static boolean tolerates(Pod pod, Taint taint) {
        return pod.tolerations().stream().anyMatch(it -> it.tolerates(taint));
    }

    private static boolean matchesNode(Pod pod, Node node) {
        return node.labels().entrySet().containsAll(pod.nodeSelector().entrySet())
                && (pod.nodeAffinity().required().isEmpty()
                        || pod.nodeAffinity().required().stream()
                                .anyMatch(it -> it.matches(node.name(), node.labels())));
    }

    private List<String> shortages(Pod pod, Node node) {
        var there =
                pods.stream().filter(it -> it.nodeName().equals(node.name())).toList();
        var reasons = new ArrayList<String>();
        if (there.size() + 1 > node.maxPods()) {
            reasons.add("Too many pods");
        }
        if (pod.requests().milliCpu() > 0
                && there.stream().mapToLong(it -> it.requests().milliCpu()).sum()
                                + pod.requests().milliCpu()
                        > node.allocatable().milliCpu()) {
            reasons.add("Insufficient cpu");
        }
        if (pod.requests().memoryBytes() > 0
                && there.stream().mapToLong(it -> it.requests().memoryBytes()).sum()
                                + pod.requests().memoryBytes()
                        > node.allocatable().memoryBytes()) {
            reasons.add("Insufficient memory");
        }
        return reasons;
    }

    private List<String> spread(Pod pod, Node node) {
        var hard = pod.spread().stream().filter(SpreadConstraint::hard).toList();
        for (var constraint : hard) {
            if (!node.labels().containsKey(constraint.topologyKey())) {
                return List.of("node(s) didn't match pod topology spread constraints (missing required label)");
            }
            var counts = new HashMap<String, Integer>();
            for (var each : nodes) {
                if (counts(pod, constraint, hard, each)) {
                    counts.merge(
                            each.labels().get(constraint.topologyKey()),
                            (int) pods.stream()
                                    .filter(it -> it.nodeName().equals(each.name())
                                            && it.namespace().equals(pod.namespace())
                                            && selects(constraint, pod, it))
                                    .count(),
                            Integer::sum);
                }
            }
            var least = counts.size() < constraint.minDomains()
                    ? 0
                    : counts.values().stream().mapToInt(it -> it).min().orElse(0);
            var skew = counts.getOrDefault(node.labels().get(constraint.topologyKey()), 0)
                    + (selects(constraint, pod, pod) ? 1 : 0)
                    - least;
            if (skew > constraint.maxSkew()) {
                return List.of("node(s) didn't match pod topology spread constraints");
            }
        }
        return List.of();
    }

    private static boolean counts(Pod pod, SpreadConstraint constraint, List<SpreadConstraint> hard, Node node) {
        return hard.stream().allMatch(it -> node.labels().containsKey(it.topologyKey()))
                && (!constraint.honorAffinity() || matchesNode(pod, node))
                && (!constraint.honorTaints()
                        || node.taints().stream().allMatch(it -> !it.isHard() || tolerates(pod, it)));
    }

    private static boolean selects(SpreadConstraint constraint, Pod owner, Pod other) {
        return constraint.selector().matches(other.labels())
                && constraint.matchLabelKeys().stream()
                        .filter(owner.labels()::containsKey)
                        .allMatch(it ->
                                owner.labels().get(it).equals(other.labels().get(it)));
    }

    private List<String> affinity(Pod pod, Node node) {
        var near = pod.affinity().required();
        if (!near.isEmpty() && !isNear(pod, near, node)) {
            return List.of("node(s) didn't match pod affinity rules");
        }
        for (var term : pod.antiAffinity().required()) {
            if (pods.stream().anyMatch(it -> selects(term, pod, it) && together(term.topologyKey(), node, it))) {
                return List.of("node(s) didn't match pod anti-affinity rules");
            }
        }
        for (var other : pods) {
            for (var term : other.antiAffinity().required()) {
                if (selects(term, other, pod) && together(term.topologyKey(), node, other)) {
                    return List.of("node(s) didn't satisfy existing pods anti-affinity rules");
                }
            }
        }
        return List.of();
    }

    private boolean isNear(Pod pod, List<PodAffinity.Term> terms, Node node) {
        if (!terms.stream().allMatch(it -> node.labels().containsKey(it.topologyKey()))) {
            return false;
        }
        var friends = pods.stream()
                .filter(it -> terms.stream().allMatch(term -> selects(term, pod, it)))
                .toList();
        if (terms.stream().allMatch(term -> friends.stream().anyMatch(it -> together(term.topologyKey(), node, it)))) {
            return true;
        }
        var anywhere = friends.stream()
                .anyMatch(it -> terms.stream().anyMatch(term -> of(it).labels().containsKey(term.topologyKey())));
        return !anywhere && terms.stream().allMatch(term -> selects(term, pod, pod));
    }

    private boolean together(String key, Node node, Pod other) {
        return node.labels().containsKey(key)
                && node.labels().get(key).equals(of(other).labels().get(key));
    }

    private Node of(Pod pod) {
        return nodes.stream()
                .filter(it -> it.name().equals(pod.nodeName()))
                .findFirst()
                .orElseThrow();
    }

    private boolean selects(PodAffinity.Term term, Pod owner, Pod other) {
        var labels = new HashMap<>(namespaces.getOrDefault(other.namespace(), Map.of()));
        labels.put("kubernetes.io/metadata.name", other.namespace());
        var namespace = term.namespaces().isEmpty() && !term.namespaceSelector().present()
                ? owner.namespace().equals(other.namespace())
                : term.namespaces().contains(other.namespace())
                        || term.namespaceSelector().matches(labels);
        return namespace
                && term.selector().matches(other.labels())
                && extra(term.matchLabelKeys(), Requirement.Operator.IN, owner).matches(other.labels())
                && extra(term.mismatchLabelKeys(), Requirement.Operator.NOT_IN, owner)
                        .matches(other.labels());
    }

    private static LabelSelector extra(List<String> keys, Requirement.Operator operator, Pod owner) {
        return new LabelSelector(
                keys.stream()
                        .filter(owner.labels()::containsKey)
                        .map(it -> new Requirement(
                                it, operator, List.of(owner.labels().get(it))))
                        .toList(),
                true);
    }
}
