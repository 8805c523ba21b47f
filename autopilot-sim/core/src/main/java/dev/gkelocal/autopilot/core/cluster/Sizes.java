package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.resize.ResizableFamily;
import dev.gkelocal.autopilot.core.provisioning.resize.Resizer;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Powers resizable machines up to what their Pods need (autopilot sheet 3.2). */
final class Sizes {
    private final World world;
    private final Nodes nodes;
    private final Map<String, Optional<Resizer>> resizers = new HashMap<>();

    /** Where the simulated placement stands. */
    private final Placement placement;

    Sizes(World world, Nodes nodes, Placement placement) {
        this.world = world;
        this.nodes = nodes;
        this.placement = placement;
    }

    /** Grows every node whose Pods, as they are placed in the snapshot now, need more than is powered. */
    void grow() {
        for (var node : List.copyOf(world.nodes())) {
            if (node.isReady() && node.machine().resizable() && !node.balloon().equals(Resources.NONE)) {
                var balloon = balloonFor(node, requested(placement.snapshot().podsOn(node.name())));
                if (isSmaller(balloon, node.balloon())) {
                    nodes.resize(node, balloon);
                }
            }
        }
    }

    private static boolean isSmaller(Resources balloon, Resources now) {
        return balloon.milliCpu() < now.milliCpu() || balloon.memoryBytes() < now.memoryBytes();
    }

    private static Resources requested(List<Pod> pods) {
        var sum = Resources.NONE;
        for (var pod : pods) {
            if (!pod.uid().startsWith(NodeState.balloonUid(""))) {
                sum = sum.plus(pod.requests());
            }
        }
        return sum;
    }

    /** What stays unpowered when Pods ask for so much. */
    Resources balloonFor(NodeState node, Resources requested) {
        return resizer(node.machine().type(), node.machine().family())
                .map(it -> Resizer.balloon(node.node().allocatable(), it.roundUp(Size.of(requested))))
                .orElse(Resources.NONE);
    }

    Optional<Resizer> resizer(String machineType, String family) {
        return resizers.computeIfAbsent(machineType, ignored -> {
            var machine = MachineCatalogue.bundled().machineType(machineType);
            var resizable = ResizableFamily.bundled(family);
            return machine.isPresent() && resizable.isPresent()
                    ? Optional.of(new Resizer(
                            machine.get(),
                            resizable.get(),
                            resizable.get().defaults(),
                            Resizer.NodeFacts.autopilot(world.facts.version())))
                    : Optional.empty();
        });
    }
}
