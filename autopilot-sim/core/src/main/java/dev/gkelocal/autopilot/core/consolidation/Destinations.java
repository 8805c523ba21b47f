package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import dev.gkelocal.autopilot.core.scheduling.Evaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tries, in a fork of the snapshot, to move all Pods of a node to the others, without preempting anyone. Made once a round, when
 * it is known which nodes may go themselves.
 */
final class Destinations {
    private final ClusterSnapshot snapshot;
    private final Evaluator evaluator;
    private final Predicate<String> acceptable;
    private final Region staying;
    private final Region lastResort;
    private final Set<String> gone = new HashSet<>();

    /** Where the last Pod of an owner found room: replicas are tried there first, as in the original. */
    private final Map<String, String> hints = new HashMap<>();

    /**
     * @param acceptable names of nodes that may take Pods
     * @param lastResort those among them that only take what no other takes: they may go themselves
     */
    Destinations(ClusterSnapshot snapshot, Predicate<String> acceptable, Predicate<String> lastResort) {
        this.snapshot = snapshot;
        this.acceptable = acceptable;
        evaluator = new Evaluator(snapshot);
        var open = snapshot.nodes().stream()
                .filter(it -> !it.unschedulable())
                .map(Node::name)
                .toList();
        staying = new Region(open.stream().filter(lastResort.negate()).toList());
        this.lastResort = new Region(open.stream().filter(lastResort).toList());
    }

    sealed interface Result {}

    record Moved(List<Finding.Move> moves) implements Result {}

    record NoPlace(Refusal refusal) implements Result {}

    /** On success the node is gone from the snapshot and its Pods are elsewhere; otherwise nothing has changed. */
    Result empty(String node, List<Pod> moving) {
        snapshot.fork();
        snapshot.removeNode(node);
        gone.add(node);
        var moves = new ArrayList<Finding.Move>();
        for (var pod : moving) {
            var to = place(pod.change().nodeName("").build());
            if (to.isEmpty()) {
                snapshot.revert();
                gone.remove(node);
                staying.forget();
                lastResort.forget();
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
        if (!hint.isEmpty() && !gone.contains(hint) && hasRoom(hint, pod) && takes(hint, pod)) {
            return hint;
        }
        var found = staying.find(pod);
        if (found.isEmpty()) {
            found = lastResort.find(pod);
        }
        if (!found.isEmpty()) {
            hints.put(pod.owner(), found);
        }
        return found;
    }

    private boolean hasRoom(String node, Pod pod) {
        var free = snapshot.free(node);
        return free.milliCpu() >= pod.requests().milliCpu()
                && free.memoryBytes() >= pod.requests().memoryBytes()
                && free.pods() > 0;
    }

    private boolean takes(String node, Pod pod) {
        return acceptable.test(node) && evaluator.check(pod, node).fits();
    }

    /** Nodes that are tried in turn. As they only fill up, what had no room once has none later. */
    private final class Region {
        private final List<String> names;
        private int cursor;
        private long tooMuchCpu = Long.MAX_VALUE;
        private long tooMuchMemory = Long.MAX_VALUE;

        private Region(List<String> names) {
            this.names = names;
        }

        private String find(Pod pod) {
            var wanted = pod.requests();
            if (wanted.milliCpu() >= tooMuchCpu && wanted.memoryBytes() >= tooMuchMemory) {
                return "";
            }
            var isFull = true;
            for (var i = 0; i < names.size(); i++) {
                var at = (cursor + i) % names.size();
                var name = names.get(at);
                if (!gone.contains(name) && hasRoom(name, pod)) {
                    isFull = false;
                    if (takes(name, pod)) {
                        cursor = at;
                        return name;
                    }
                }
            }
            if (isFull) {
                tooMuchCpu = wanted.milliCpu();
                tooMuchMemory = wanted.memoryBytes();
            }
            return "";
        }

        /** Something was taken back: there may be room again. */
        private void forget() {
            tooMuchCpu = Long.MAX_VALUE;
            tooMuchMemory = Long.MAX_VALUE;
        }
    }
}
