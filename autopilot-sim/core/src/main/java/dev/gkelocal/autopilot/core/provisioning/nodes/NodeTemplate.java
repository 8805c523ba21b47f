package dev.gkelocal.autopilot.core.provisioning.nodes;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.capacity.Capacities;
import dev.gkelocal.autopilot.core.provisioning.capacity.NodeImage;
import dev.gkelocal.autopilot.core.provisioning.capacity.NodeSize;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.shapes.ComputeClass;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node that does not exist yet, as its pool will make it.
 *
 * @param node named after its pool; it lacks the label kubernetes.io/hostname, which each node has its own of
 * @param size who keeps what of the machine
 * @param systemPods that will run on it
 */
public record NodeTemplate(Node node, NodeSize size, List<Pod> systemPods) {
    private static final int MILLI = 1000;

    public NodeTemplate {
        systemPods = List.copyOf(systemPods);
    }

    /** @param pool name; the node has it too */
    public static NodeTemplate of(NodeOrder order, String pool, NodeRules rules) {
        var family = rules.catalogue()
                .family(order.machine().family())
                .orElseThrow(() -> new IllegalArgumentException(
                        "machine family \"" + order.machine().family() + "\" unknown"));
        var size = rules.capacities().size(machine(order), image(family, rules), order.maxPods());
        var marks = new NodeMarks(order, family, pool, rules);
        var allocatable = new Resources(
                size.allocatable().milliCpu(),
                size.allocatable().memoryBytes(),
                size.allocatable().ephemeralBytes(),
                extended(order, rules));
        var node = new Node(pool, marks.labels(), marks.taints(), allocatable, order.maxPods(), false);
        return new NodeTemplate(node, size, rules.systemPods().on(node));
    }

    private static Capacities.Machine machine(NodeOrder order) {
        var type = order.machine();
        return new Capacities.Machine(
                type.name(),
                (long) SharedCores.vcpus(type) * MILLI,
                type.memoryBytes(),
                order.disk().gib(),
                order.disk().localSsds(),
                type.localSsd().diskGib());
    }

    private static NodeImage image(MachineFamily family, NodeRules rules) {
        return new NodeImage(NodeImage.COS, family.architecture(), rules.confidential(), rules.version());
    }

    private static Map<String, Long> extended(NodeOrder order, NodeRules rules) {
        var extended = new TreeMap<String, Long>();
        var has = order.accelerators();
        if (!has.gpuType().isEmpty()) {
            var gpu = rules.catalogue()
                    .gpu(has.gpuType())
                    .orElseThrow(() -> new IllegalArgumentException("GPU \"" + has.gpuType() + "\" unknown"));
            extended.put(
                    GkeLabels.GPU_RESOURCE,
                    gpu.allocatable(has.gpus(), has.sharing()).orElse(0));
        }
        if (!has.tpuType().isEmpty()) {
            extended.put(GkeLabels.TPU_RESOURCE, (long) has.chips());
        }
        if (rules.catalogue()
                .computeClass(order.computeClass())
                .filter(ComputeClass::sliceOfHardware)
                .isPresent()) {
            extended.put(GkeLabels.POD_SLOTS, 1L);
        }
        return extended;
    }

    /** What is left for the users' Pods; an amount can be negative on the smallest machines. */
    public Resources free() {
        long milliCpu = node.allocatable().milliCpu();
        long memory = node.allocatable().memoryBytes();
        long disk = node.allocatable().ephemeralBytes();
        for (var pod : systemPods) {
            milliCpu -= pod.requests().milliCpu();
            memory -= pod.requests().memoryBytes();
            disk -= pod.requests().ephemeralBytes();
        }
        return new Resources(milliCpu, memory, disk, node.allocatable().extended());
    }

    /** Pods that fit by count besides the system's. */
    public int freeSlots() {
        return Math.max(0, node.maxPods() - systemPods.size());
    }
}
