package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Simulates adding nodes of one kind, as the cluster autoscaler estimates a scale-up: largest Pods first, first fit over the
 * new nodes, filters only (autopilot sheet 4.3). Priority plays no part: Pods of negative priority need nodes too on Autopilot
 * (sheet 8.16), and preferences create none (sheet 8.17).
 */
public final class ScaleUp {
    private ScaleUp() {}

    /**
     * @param nodes the Pods of each new node
     * @param unplaced Pods that no node of this kind helps, or that are beyond the limit
     */
    public record Estimate(List<List<Pod>> nodes, List<Pod> unplaced) {
        public Estimate {
            nodes = nodes.stream().map(List::copyOf).toList();
            unplaced = List.copyOf(unplaced);
        }
    }

    /**
     * @param template what a new node looks like; each gets a name and host name of its own
     * @param snapshot is left as it was
     */
    public static Estimate estimate(Node template, List<Pod> pods, ClusterSnapshot snapshot, int maxNodes) {
        snapshot.fork();
        try {
            return new Run(template, snapshot, maxNodes).place(pods);
        } finally {
            snapshot.revert();
        }
    }

    private static final class Run {
        private final Node template;
        private final ClusterSnapshot snapshot;
        private final int maxNodes;
        private final List<NodeState> added = new ArrayList<>();
        private final Set<Shape> hopeless = new HashSet<>();
        private int serial;

        private Run(Node template, ClusterSnapshot snapshot, int maxNodes) {
            this.template = template;
            this.snapshot = snapshot;
            this.maxNodes = maxNodes;
        }

        private Estimate place(List<Pod> pods) {
            var largestFirst = pods.stream()
                    .sorted(Comparator.comparingDouble(it -> -size(it)))
                    .toList();
            var unplaced = new ArrayList<Pod>();
            for (var pod : largestFirst) {
                if (!place(pod)) {
                    unplaced.add(pod);
                }
            }
            return new Estimate(
                    added.stream()
                            .map(it ->
                                    it.pods.stream().map(NodeState.Bound::pod).toList())
                            .toList(),
                    unplaced);
        }

        private boolean place(Pod pod) {
            var shape = snapshot.shapes.of(pod);
            if (!pod.gates().isEmpty() || hopeless.contains(shape)) {
                return false;
            }
            for (var node : added) {
                if (Evaluator.judge(shape, node) == Obstacle.NONE) {
                    snapshot.bind(pod, shape, node);
                    return true;
                }
            }
            if (added.size() < maxNodes) {
                var node = snapshot.enter(next());
                if (Evaluator.judge(shape, node) == Obstacle.NONE) {
                    added.add(node);
                    snapshot.bind(pod, shape, node);
                    return true;
                }
                snapshot.removeNode(node.node.name());
            }
            if (shape.spread.isEmpty() && shape.near.isEmpty()) {
                hopeless.add(shape);
            }
            return false;
        }

        private Node next() {
            var name = template.name() + "-" + serial++;
            while (snapshot.state(name) != null) {
                name = template.name() + "-" + serial++;
            }
            var labels = new HashMap<>(template.labels());
            labels.put(Node.HOSTNAME, name);
            return new Node(
                    name,
                    labels,
                    template.taints(),
                    template.allocatable(),
                    template.maxPods(),
                    template.unschedulable());
        }

        /** The sum of its shares of the node. */
        private double size(Pod pod) {
            var node = template.allocatable();
            return (double) pod.requests().milliCpu() / Math.max(1, node.milliCpu())
                    + (double) pod.requests().memoryBytes() / Math.max(1, node.memoryBytes());
        }
    }
}
