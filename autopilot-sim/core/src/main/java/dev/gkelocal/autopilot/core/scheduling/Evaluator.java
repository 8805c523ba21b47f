package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** kube-scheduler's filters over a snapshot (autopilot sheet 4.1); everything that asks whether a Pod fits a node asks here. */
public final class Evaluator {
    private final ClusterSnapshot snapshot;

    public Evaluator(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** @throws NullPointerException if the snapshot has no such node */
    public Verdict check(Pod pod, String node) {
        return explain(snapshot.shapes.of(pod), Objects.requireNonNull(snapshot.state(node), node));
    }

    /** The verdict of every node by name. */
    public Map<String, Verdict> check(Pod pod) {
        var shape = snapshot.shapes.of(pod);
        var verdicts = new LinkedHashMap<String, Verdict>();
        snapshot.states().forEach(it -> verdicts.put(it.node.name(), explain(shape, it)));
        return verdicts;
    }

    Verdict explain(Shape shape, NodeState node) {
        var obstacle = judge(shape, node);
        return switch (obstacle) {
            case NONE -> new Verdict.Fit();
            case RESOURCES ->
                new Verdict.Rejection(obstacle.filter, shortages(shape, node), !exceedsAllocatable(shape, node));
            case TAINT -> new Verdict.Rejection(obstacle.filter, List.of(taint(shape, node)), false);
            default -> new Verdict.Rejection(obstacle.filter, List.of(obstacle.text), obstacle.preemptible);
        };
    }

    /** The first filter that refuses, in kube-scheduler's order. */
    static Obstacle judge(Shape shape, NodeState node) {
        var fixed = shape.nodes.judge(node);
        if (fixed != Obstacle.NONE) {
            return fixed;
        }
        if (!shape.ports.isEmpty() && !node.hasFree(shape.ports)) {
            return Obstacle.PORTS;
        }
        if (Dimensions.firstShort(shape.need, node.free) >= 0) {
            return Obstacle.RESOURCES;
        }
        var zone = shape.volumes.judge(node);
        return zone == Obstacle.NONE ? judgeTopology(shape, node) : zone;
    }

    /** Spread, affinity and anti-affinity alone. */
    static Obstacle judgeTopology(Shape shape, NodeState node) {
        var spread = judgeSpread(shape, node);
        if (spread != Obstacle.NONE) {
            return spread;
        }
        if (!shape.near.isEmpty() && !isNear(shape, node)) {
            return Obstacle.AFFINITY;
        }
        for (int i = 0; i < shape.apart.size(); i++) {
            if (shape.apart.get(i).at(node) > 0) {
                return Obstacle.ANTI_AFFINITY;
            }
        }
        for (int i = 0; i < shape.repelledBy.size(); i++) {
            if (shape.repelledBy.get(i).at(node) > 0) {
                return Obstacle.OTHERS_ANTI_AFFINITY;
            }
        }
        return Obstacle.NONE;
    }

    private static Obstacle judgeSpread(Shape shape, NodeState node) {
        for (int i = 0; i < shape.spread.size(); i++) {
            var spread = shape.spread.get(i);
            var tally = spread.tally();
            var domain = tally.key.domain(node.slot);
            if (domain == TopologyKey.NONE) {
                return Obstacle.SPREAD_LABEL;
            }
            var constraint = spread.constraint();
            var minimum = tally.domains() < constraint.minDomains() ? 0 : tally.minimum();
            if (tally.inDomain(domain) + spread.self() - minimum > constraint.maxSkew()) {
                return Obstacle.SPREAD;
            }
        }
        return Obstacle.NONE;
    }

    /** The first of a group that wants to be near itself may start anywhere where the label exists. */
    private static boolean isNear(Shape shape, NodeState node) {
        var found = true;
        var nobody = true;
        for (int i = 0; i < shape.near.size(); i++) {
            var tally = shape.near.get(i);
            if (tally.key.domain(node.slot) == TopologyKey.NONE) {
                return false;
            }
            found &= tally.at(node) > 0;
            nobody &= tally.isEmpty();
        }
        return found || (nobody && shape.startsGroup);
    }

    private List<String> shortages(Shape shape, NodeState node) {
        var reasons = new ArrayList<String>();
        if (node.free[Dimensions.PODS] < 1) {
            reasons.add(snapshot.shapes.dimensions.shortage(Dimensions.PODS));
        }
        for (int i = 0; i < shape.need.length; i++) {
            var free = i < node.free.length ? node.free[i] : 0;
            if (i != Dimensions.PODS && shape.need[i] > 0 && shape.need[i] > free) {
                reasons.add(snapshot.shapes.dimensions.shortage(i));
            }
        }
        return reasons;
    }

    /** Then no eviction helps. */
    private static boolean exceedsAllocatable(Shape shape, NodeState node) {
        return Dimensions.firstShort(shape.need, node.allocatable) >= 0;
    }

    private static String taint(Shape shape, NodeState node) {
        return shape.nodes
                .untolerated(node.node)
                .map(it -> Obstacle.TAINT.text + " {" + it.key() + ": " + it.value() + "}")
                .orElse(Obstacle.TAINT.text);
    }
}
