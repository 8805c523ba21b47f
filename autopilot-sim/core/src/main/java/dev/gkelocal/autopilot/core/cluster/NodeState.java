package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A machine of the cluster.
 *
 * @param node as scheduling sees it: a resizable machine shows its full size
 * @param pool its node pool
 * @param balloon what a resizable machine has not powered; NONE where all is there
 * @param createdFor the scale-up that made it; empty for nodes that were there from the start
 * @param images that were pulled onto it
 */
public record NodeState(
        Node node,
        Machine machine,
        String pool,
        Stage stage,
        Resources balloon,
        String createdFor,
        Instant created,
        Instant ready,
        Set<String> images) {
    private static final String BALLOON = "gke-system-balloon-pod-";

    public NodeState {
        images = Set.copyOf(images);
    }

    /**
     * The hardware.
     *
     * @param computeClass empty for general-purpose
     * @param resizable powers only what its Pods need
     */
    public record Machine(
            String type,
            String family,
            String zone,
            String computeClass,
            boolean spot,
            int vcpus,
            long memoryBytes,
            boolean resizable) {}

    public enum Stage {
        PROVISIONING,
        READY,
        /** Lost contact: its Pods still count until they are given up. */
        LOST,
        /** Takes no new Pods; the present ones are leaving. */
        DRAINING,
        REMOVING
    }

    public String name() {
        return node.name();
    }

    public boolean isReady() {
        return stage == Stage.READY;
    }

    /** The static Pod that covers what is not powered (autopilot sheet 3.2). */
    Optional<Pod> balloonPod() {
        if (balloon.equals(Resources.NONE)) {
            return Optional.empty();
        }
        var covering = Pod.of("kube-system", BALLOON + name(), balloon);
        return Optional.of(covering.change()
                .uid(balloonUid(name()))
                .owner("Node/" + name())
                .priority(2_000_001_000)
                .nodeName(name())
                .build());
    }

    static String balloonUid(String node) {
        return BALLOON + node;
    }

    NodeState in(Stage next) {
        var cordoned = next == Stage.DRAINING || next == Stage.LOST;
        var shown = new Node(node.name(), node.labels(), node.taints(), node.allocatable(), node.maxPods(), cordoned);
        return new NodeState(shown, machine, pool, next, balloon, createdFor, created, ready, images);
    }

    NodeState readyAt(Instant now) {
        return new NodeState(node, machine, pool, Stage.READY, balloon, createdFor, created, now, images);
    }

    NodeState with(Resources unpowered) {
        return new NodeState(node, machine, pool, stage, unpowered, createdFor, created, ready, images);
    }

    NodeState pulled(String image) {
        var more = new TreeSet<>(images);
        more.add(image);
        return new NodeState(node, machine, pool, stage, balloon, createdFor, created, ready, more);
    }

    /** What Pods can have of the powered part. */
    public Resources powered() {
        var full = node.allocatable();
        return new Resources(
                full.milliCpu() - balloon.milliCpu(),
                full.memoryBytes() - balloon.memoryBytes(),
                full.ephemeralBytes(),
                full.extended());
    }

    static List<Stage> listed() {
        return List.of(Stage.READY, Stage.LOST, Stage.DRAINING);
    }
}
