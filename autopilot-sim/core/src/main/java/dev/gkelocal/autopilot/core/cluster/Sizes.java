package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.resize.ResizableFamily;
import dev.gkelocal.autopilot.core.provisioning.resize.Resizer;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sizes of resizable machines and what they mean for Pods (autopilot sheet 3.2). */
final class Sizes {
    private final String version;
    private final Map<String, Optional<Resizer>> resizers = new HashMap<>();

    Sizes(String version) {
        this.version = version;
    }

    /** Empty for machines that keep their size. */
    Optional<Resizer> resizer(String machineType) {
        return resizers.computeIfAbsent(
                machineType,
                ignored -> MachineCatalogue.bundled()
                        .machineType(machineType)
                        .flatMap(type -> ResizableFamily.bundled(type.family())
                                .map(family -> new Resizer(
                                        type, family, family.defaults(), Resizer.NodeFacts.autopilot(version)))));
    }

    NodeState.Power power(String machineType, Node node, Size vm, Instant now) {
        return resizer(machineType)
                .map(it ->
                        new NodeState.Power(vm, Resizer.balloon(node.allocatable(), it.toAllocatable(vm)), now, false))
                .orElse(NodeState.Power.FIXED);
    }

    Size vmFor(String machineType, Size allocatable) {
        return resizer(machineType).map(it -> it.toVmSize(allocatable)).orElse(Size.ZERO);
    }

    static Size of(Resources amounts) {
        return Size.of(amounts);
    }
}
