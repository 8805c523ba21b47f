package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A machine of the cluster.
 *
 * @param node as scheduling sees it: a resizable machine shows its full size
 * @param group the instance group that it belongs to
 * @param createdFor the scale-up that made it; empty for nodes that were there from the start
 * @param images that were pulled onto it, and since when they are there
 */
public record NodeState(
        Node node,
        Machine machine,
        String group,
        Stage stage,
        Power power,
        String createdFor,
        Instant created,
        Instant ready,
        Map<String, Instant> images) {
    private static final String BALLOON = "gke-system-balloon-pod-";
    private static final int NODE_CRITICAL = 2_000_001_000;

    public NodeState {
        images = Map.copyOf(images);
    }

    /**
     * The hardware.
     *
     * @param computeClass empty for general-purpose
     * @param paidAsWhole with all its idle room; otherwise its Pods are paid
     */
    public record Machine(
            String type,
            String family,
            String zone,
            String computeClass,
            boolean spot,
            boolean paidAsWhole,
            Capacity capacity) {}

    /**
     * @param gpuType empty without GPUs
     * @param gpus physical ones
     */
    public record Capacity(
            int vcpus, long memoryBytes, String gpuType, int gpus, String diskType, long diskGib, long localSsdGib) {}

    /**
     * How much of a resizable machine is there (autopilot sheet 3.2).
     *
     * @param vm its size now; ZERO for machines that keep their size
     * @param balloon what the static Pod covers, so that no other Pod takes it
     * @param changed when it was last resized; {@link Instant#MIN} = never
     * @param busy it is being resized
     */
    public record Power(Size vm, Resources balloon, Instant changed, boolean busy) {
        static final Power FIXED = new Power(Size.ZERO, Resources.NONE, Instant.MIN, false);

        boolean isResizable() {
            return !vm.equals(Size.ZERO);
        }

        Power resizing() {
            return new Power(vm, balloon, changed, true);
        }
    }

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

    /** The static Pod that covers what is not powered. */
    Optional<Pod> balloonPod() {
        if (!power.isResizable()) {
            return Optional.empty();
        }
        var covering = Pod.of("kube-system", BALLOON + name(), power.balloon);
        return Optional.of(covering.change()
                .uid(balloonUid(name()))
                .owner("Node/" + name())
                .priority(NODE_CRITICAL)
                .nodeName(name())
                .build());
    }

    static String balloonUid(String node) {
        return BALLOON + node;
    }

    NodeState in(Stage next) {
        var cordoned = next == Stage.DRAINING || next == Stage.LOST;
        var shown = new Node(node.name(), node.labels(), node.taints(), node.allocatable(), node.maxPods(), cordoned);
        return new NodeState(shown, machine, group, next, power, createdFor, created, ready, images);
    }

    NodeState readyAt(Instant now) {
        return new NodeState(node, machine, group, Stage.READY, power, createdFor, created, now, images);
    }

    NodeState with(Power changed) {
        return new NodeState(node, machine, group, stage, changed, createdFor, created, ready, images);
    }

    NodeState pulled(String image, Instant there) {
        var more = new TreeMap<>(images);
        more.put(image, there);
        return new NodeState(node, machine, group, stage, power, createdFor, created, ready, more);
    }

    /** What Pods can have of the powered part. */
    public Resources powered() {
        var full = node.allocatable();
        return new Resources(
                full.milliCpu() - power.balloon.milliCpu(),
                full.memoryBytes() - power.balloon.memoryBytes(),
                full.ephemeralBytes(),
                full.extended());
    }

    static List<Stage> listed() {
        return List.of(Stage.READY, Stage.LOST, Stage.DRAINING);
    }
}
