package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Taint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** kube-scheduler's scores of nodes that fit, 0 to 100 per plugin times its weight. Formulas: autopilot sheet 4.1. */
final class Scores {
    private static final int BEST = 100;

    private final Profile profile;

    Scores(Profile profile) {
        this.profile = profile;
    }

    /** Totals in the order of the nodes; the shape's score terms must be compiled. */
    long[] of(Shape shape, List<NodeState> nodes) {
        var totals = new long[nodes.size()];
        addFit(totals, shape, nodes);
        addBalance(totals, shape, nodes);
        addTaints(totals, shape, nodes);
        addNodeAffinity(totals, shape, nodes);
        addSpread(totals, shape, nodes);
        addPodAffinity(totals, shape, nodes);
        return totals;
    }

    /** The same, each plugin for itself. */
    Map<String, long[]> byPlugin(Shape shape, List<NodeState> nodes) {
        var parts = new LinkedHashMap<String, long[]>();
        addFit(part(parts, "NodeResourcesFit", nodes), shape, nodes);
        addBalance(part(parts, "NodeResourcesBalancedAllocation", nodes), shape, nodes);
        addTaints(part(parts, "TaintToleration", nodes), shape, nodes);
        addNodeAffinity(part(parts, "NodeAffinity", nodes), shape, nodes);
        addSpread(part(parts, "PodTopologySpread", nodes), shape, nodes);
        addPodAffinity(part(parts, "InterPodAffinity", nodes), shape, nodes);
        return parts;
    }

    private static long[] part(Map<String, long[]> parts, String plugin, List<NodeState> nodes) {
        var part = new long[nodes.size()];
        parts.put(plugin, part);
        return part;
    }

    private void addFit(long[] totals, Shape shape, List<NodeState> nodes) {
        for (int i = 0; i < totals.length; i++) {
            totals[i] += profile.fitWeight() * fit(shape, nodes.get(i));
        }
    }

    /** Nothing for Pods that ask for nothing. */
    private void addBalance(long[] totals, Shape shape, List<NodeState> nodes) {
        if (shape.need[Dimensions.CPU] > 0 || shape.need[Dimensions.MEMORY] > 0) {
            for (int i = 0; i < totals.length; i++) {
                totals[i] += profile.balancedWeight() * balance(shape, nodes.get(i));
            }
        }
    }

    private long fit(Shape shape, NodeState node) {
        var cpu = fit(node.scoredCpu + shape.scoredCpu, node.allocatable[Dimensions.CPU]);
        var memory = fit(node.scoredMemory + shape.scoredMemory, node.allocatable[Dimensions.MEMORY]);
        var parts = (node.allocatable[Dimensions.CPU] > 0 ? 1 : 0) + (node.allocatable[Dimensions.MEMORY] > 0 ? 1 : 0);
        return parts == 0 ? 0 : (cpu + memory) / parts;
    }

    private long fit(long requested, long capacity) {
        if (capacity <= 0) {
            return 0;
        }
        return switch (profile.fit()) {
            case LEAST_ALLOCATED -> requested > capacity ? 0 : (capacity - requested) * BEST / capacity;
            case MOST_ALLOCATED -> Math.min(requested, capacity) * BEST / capacity;
        };
    }

    /** 100 where CPU and memory are used in the same proportion; by real requests, not by the assumed ones. */
    private static long balance(Shape shape, NodeState node) {
        var cpu = fraction(shape, node, Dimensions.CPU);
        var memory = fraction(shape, node, Dimensions.MEMORY);
        var deviation = cpu < 0 || memory < 0 ? 0 : Math.abs(cpu - memory) / 2;
        return (long) ((1 - deviation) * BEST);
    }

    private static double fraction(Shape shape, NodeState node, int dimension) {
        var capacity = node.allocatable[dimension];
        var requested = capacity - node.free[dimension] + shape.need[dimension];
        return capacity <= 0 ? -1 : Math.min(1, (double) requested / capacity);
    }

    private void addTaints(long[] totals, Shape shape, List<NodeState> nodes) {
        var raw = new long[totals.length];
        var most = 0L;
        for (int i = 0; i < raw.length; i++) {
            var taints = nodes.get(i).node.taints();
            for (int j = 0; j < taints.size(); j++) {
                raw[i] += !taints.get(j).isHard() && !tolerates(shape, taints.get(j)) ? 1 : 0;
            }
            most = Math.max(most, raw[i]);
        }
        for (int i = 0; i < raw.length; i++) {
            totals[i] += profile.taintWeight() * (most == 0 ? BEST : BEST - BEST * raw[i] / most);
        }
    }

    private static boolean tolerates(Shape shape, Taint taint) {
        return shape.pod.tolerations().stream().anyMatch(it -> it.tolerates(taint));
    }

    private void addNodeAffinity(long[] totals, Shape shape, List<NodeState> nodes) {
        if (shape.preferredNodes.isEmpty()) {
            return;
        }
        var raw = new long[totals.length];
        for (int i = 0; i < raw.length; i++) {
            for (var each : shape.preferredNodes) {
                raw[i] += each.rule().judge(nodes.get(i)) == Obstacle.NONE ? each.weight() : 0;
            }
        }
        var most = Arrays.stream(raw).max().orElse(0);
        for (int i = 0; i < raw.length; i++) {
            totals[i] += profile.nodeAffinityWeight() * (most == 0 ? 0 : BEST * raw[i] / most);
        }
    }

    /** Fewer matching Pods in the domain score higher; nodes without one of the labels score nothing. */
    private void addSpread(long[] totals, Shape shape, List<NodeState> nodes) {
        if (shape.softSpread.isEmpty()) {
            return;
        }
        var raw = new long[totals.length];
        var least = Long.MAX_VALUE;
        var most = 0L;
        var weights = spreadWeights(shape, nodes);
        for (int i = 0; i < raw.length; i++) {
            var node = nodes.get(i);
            raw[i] = qualifies(shape, node) ? spread(shape, node, weights) : -1;
            if (raw[i] >= 0) {
                least = Math.min(least, raw[i]);
                most = Math.max(most, raw[i]);
            }
        }
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] >= 0) {
                totals[i] += profile.spreadWeight() * (most == 0 ? BEST : BEST * (most + least - raw[i]) / most);
            }
        }
    }

    private static long spread(Shape shape, NodeState node, double[] weights) {
        var sum = 0.0;
        for (int i = 0; i < weights.length; i++) {
            var spread = shape.softSpread.get(i);
            if (spread.tally().key.domain(node.slot) != TopologyKey.NONE) {
                sum += spread.tally().at(node) * weights[i]
                        + spread.constraint().maxSkew()
                        - 1;
            }
        }
        return Math.round(sum);
    }

    /** Keys with more domains weigh more: ln(domains + 2), so that a few large domains are not watered down. */
    private static double[] spreadWeights(Shape shape, List<NodeState> nodes) {
        var weights = new double[shape.softSpread.size()];
        for (int i = 0; i < weights.length; i++) {
            var key = shape.softSpread.get(i).tally().key;
            weights[i] = Math.log(domains(shape, nodes, key) + 2);
        }
        return weights;
    }

    /** Of nodes that qualify; every node is a host of its own. */
    private static int domains(Shape shape, List<NodeState> nodes, TopologyKey key) {
        var perHost = key.label.equals(Node.HOSTNAME);
        var seen = new boolean[perHost ? 0 : key.numbers() + 1];
        var count = 0;
        for (int i = 0; i < nodes.size(); i++) {
            var node = nodes.get(i);
            if (qualifies(shape, node)) {
                var domain = key.domain(node.slot) + 1;
                count += perHost || !seen[domain] ? 1 : 0;
                if (!perHost) {
                    seen[domain] = true;
                }
            }
        }
        return count;
    }

    /** A Pod's own constraints want nodes with all their labels; the system's defaults take nodes as they are. */
    private static boolean qualifies(Shape shape, NodeState node) {
        if (shape.pod.spread().isEmpty()) {
            return true;
        }
        for (int i = 0; i < shape.softSpread.size(); i++) {
            if (shape.softSpread.get(i).tally().key.domain(node.slot) == TopologyKey.NONE) {
                return false;
            }
        }
        return true;
    }

    private void addPodAffinity(long[] totals, Shape shape, List<NodeState> nodes) {
        if (shape.preferred.isEmpty() && shape.attractedBy.isEmpty()) {
            return;
        }
        var raw = new long[totals.length];
        for (int i = 0; i < raw.length; i++) {
            var node = nodes.get(i);
            for (var each : shape.preferred) {
                raw[i] += (long) each.weight() * each.tally().at(node);
            }
            for (var tally : shape.attractedBy) {
                raw[i] += tally.at(node);
            }
        }
        var range = Arrays.stream(raw).summaryStatistics();
        var width = range.getMax() - range.getMin();
        for (int i = 0; i < raw.length; i++) {
            totals[i] += profile.podAffinityWeight()
                    * (width > 0 ? (long) (BEST * (double) (raw[i] - range.getMin()) / width) : 0);
        }
    }
}
