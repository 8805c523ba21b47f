package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import dev.gkelocal.autopilot.core.scheduling.Evaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tries, in a fork of the snapshot, to move all Pods of a node to the others, without preempting anyone. */
final class Destinations {
    private final ClusterSnapshot snapshot;
    private final Evaluator evaluator;
    private final Predicate<String> acceptable;
    private final Predicate<String> lastResort;

    /** Where the last Pod of an owner found room: replicas are tried there first, as in the original. */
    private final Map<String, String> hints = new HashMap<>();

    /**
     * @param acceptable names of nodes that may take Pods
     * @param lastResort those among them that only take what no other takes: they may go themselves
     */
    Destinations(ClusterSnapshot snapshot, Predicate<String> acceptable, Predicate<String> lastResort) {
        this.snapshot = snapshot;
        this.acceptable = acceptable;
        this.lastResort = lastResort;
        evaluator = new Evaluator(snapshot);
    }

    sealed interface Result {}

    record Moved(List<Finding.Move> moves) implements Result {}

    record NoPlace(Refusal refusal) implements Result {}

    /** On success the node is gone from the snapshot and its Pods are elsewhere; otherwise nothing has changed. */
    Result empty(String node, List<Pod> moving) {
        snapshot.fork();
        snapshot.removeNode(node);
        var moves = new ArrayList<Finding.Move>();
        for (var pod : moving) {
            var unbound = pod.change().nodeName("").build();
            var to = place(unbound);
            if (to.isEmpty()) {
                snapshot.revert();
                return new NoPlace(new Refusal(
                        Reason.NO_SCALE_DOWN_NODE_NO_PLACE_TO_MOVE_PODS, pod.key(), "no other node takes it"));
            }
            snapshot.addPod(pod.change().nodeName(to).build());
            moves.add(new Finding.Move(pod.uid(), pod.key(), to));
        }
        snapshot.commit();
        return new Moved(moves);
    }

    /** The first node that takes the Pod; empty text when none does. */
    private String place(Pod pod) {
        var hint = hints.getOrDefault(pod.owner(), "");
        if (!hint.isEmpty() && snapshot.node(hint).isPresent() && takes(hint, pod)) {
            return hint;
        }
        var nodes = snapshot.nodes();
        for (var isLast : new boolean[] {false, true}) {
            for (var node : nodes) {
                if (lastResort.test(node.name()) == isLast && takes(node, pod)) {
                    hints.put(pod.owner(), node.name());
                    return node.name();
                }
            }
        }
        return "";
    }

    private boolean takes(Node node, Pod pod) {
        return !node.unschedulable() && takes(node.name(), pod);
    }

    private boolean takes(String node, Pod pod) {
        var free = snapshot.free(node);
        return free.milliCpu() >= pod.requests().milliCpu()
                && free.memoryBytes() >= pod.requests().memoryBytes()
                && acceptable.test(node)
                && evaluator.check(pod, node).fits();
    }
}
