package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Taint;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

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
        var asksForSomething = shape.need[Dimensions.CPU] > 0 || shape.need[Dimensions.MEMORY] > 0;
        for (int i = 0; i < totals.length; i++) {
            var node = nodes.get(i);
            totals[i] = profile.fitWeight() * fit(shape, node)
                    + (asksForSomething ? profile.balancedWeight() * balance(shape, node) : 0);
        }
        addTaints(totals, shape, nodes);
        if (!shape.preferredNodes.isEmpty()) {
            addNodeAffinity(totals, shape, nodes);
        }
        if (!shape.softSpread.isEmpty()) {
            addSpread(totals, shape, nodes);
        }
        if (!shape.preferred.isEmpty() || !shape.attractedBy.isEmpty()) {
            addPodAffinity(totals, shape, nodes);
        }
        return totals;
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
        for (int i = 0; i < raw.length; i++) {
            for (var taint : nodes.get(i).node.taints()) {
                raw[i] += !taint.isHard() && !tolerates(shape, taint) ? 1 : 0;
            }
        }
        var most = Arrays.stream(raw).max().orElse(0);
        for (int i = 0; i < raw.length; i++) {
            totals[i] += profile.taintWeight() * (most == 0 ? BEST : BEST - BEST * raw[i] / most);
        }
    }

    private static boolean tolerates(Shape shape, Taint taint) {
        return shape.pod.tolerations().stream().anyMatch(it -> it.tolerates(taint));
    }

    private void addNodeAffinity(long[] totals, Shape shape, List<NodeState> nodes) {
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
        var raw = new long[totals.length];
        var weights = spreadWeights(shape, nodes);
        for (int i = 0; i < raw.length; i++) {
            raw[i] = spread(shape, nodes.get(i), weights);
        }
        var scored = Arrays.stream(raw).filter(it -> it >= 0).summaryStatistics();
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] >= 0) {
                var most = scored.getMax();
                totals[i] +=
                        profile.spreadWeight() * (most == 0 ? BEST : BEST * (most + scored.getMin() - raw[i]) / most);
            }
        }
    }

    /** -1 where the node does not qualify. */
    private static long spread(Shape shape, NodeState node, double[] weights) {
        var sum = 0.0;
        for (int i = 0; i < weights.length; i++) {
            var spread = shape.softSpread.get(i);
            if (spread.tally().key.domain(node.slot) == TopologyKey.NONE) {
                if (isOwn(shape)) {
                    return -1;
                }
            } else {
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
            var domains = new HashSet<Integer>();
            var qualified = 0;
            for (var node : nodes) {
                if (qualifies(shape, node)) {
                    qualified++;
                    if (!key.label.equals(Node.HOSTNAME)) {
                        domains.add(key.domain(node.slot));
                    }
                }
            }
            weights[i] = Math.log((key.label.equals(Node.HOSTNAME) ? qualified : domains.size()) + 2);
        }
        return weights;
    }

    private static boolean qualifies(Shape shape, NodeState node) {
        return !isOwn(shape)
                || shape.softSpread.stream().allMatch(it -> it.tally().key.domain(node.slot) != TopologyKey.NONE);
    }

    /** Own constraints want nodes with all their labels; the system's defaults take nodes as they are. */
    private static boolean isOwn(Shape shape) {
        return !shape.pod.spread().isEmpty();
    }

    private void addPodAffinity(long[] totals, Shape shape, List<NodeState> nodes) {
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
