package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.Map;

/** Machines, groups and Pods for tests. */
final class Machines {
    private static final long GIB = 1L << 30;

    private Machines() {}

    /** A machine that leaves all but 100m and 1 GiB to Pods. */
    static NodeOffer machine(String type, String family, long vcpus, long gib) {
        return new NodeOffer(
                type,
                family,
                1000 * vcpus,
                gib * GIB,
                Resources.of(1000 * vcpus - 100, (gib - 1) * GIB),
                110,
                NodeOffer.Accelerators.NONE,
                NodeOffer.Disk.STANDARD,
                false,
                "");
    }

    static NodeOffer spot(NodeOffer node) {
        return new NodeOffer(
                node.machineType(),
                node.family(),
                node.milliCpu(),
                node.memoryBytes(),
                node.free(),
                node.podSlots(),
                node.accelerators(),
                node.disk(),
                true,
                node.separation());
    }

    static NodeOffer withGpus(NodeOffer node, String type, long gpus) {
        return new NodeOffer(
                node.machineType(),
                node.family(),
                node.milliCpu(),
                node.memoryBytes(),
                new Resources(node.free().milliCpu(), node.free().memoryBytes(), 0, Map.of(NodeOffer.GPU, gpus)),
                node.podSlots(),
                new NodeOffer.Accelerators(type, gpus, 0),
                node.disk(),
                node.spot(),
                "NoSchedule:nvidia.com/gpu:present");
    }

    static NodeGroup existing(String name, NodeOffer node, int nodes) {
        return new NodeGroup(name, name, node, nodes, 1000, NodeGroup.Origin.AUTO_PROVISIONED);
    }

    static NodeGroup fresh(NodeOffer node) {
        return NodeGroup.toCreate("nap-" + node.machineType(), node);
    }

    static PodBatch pods(int count, long milliCpu, long mebibytes) {
        return new PodBatch("web", Resources.of(milliCpu, mebibytes << 20), count, "", false);
    }
}
