package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.provisioning.nodes.NodeOrder;
import dev.gkelocal.autopilot.core.provisioning.shapes.CpuPlatform;
import dev.gkelocal.autopilot.core.provisioning.shapes.GpuType;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.List;
import java.util.Map;

/**
 * A node pool that nobody provisioned: it is there before any Pod asks for it.
 *
 * @param zones it has as many nodes in each
 * @param computeClass whose Pods it serves, with the label and the taint for that; empty = general-purpose
 * @param gpus beside those that are part of the machine
 * @param labels beside those that the machine brings
 * @param taints the same
 */
public record GivenPool(
        String name,
        String machineType,
        List<String> zones,
        Count nodes,
        boolean spot,
        String computeClass,
        Gpus gpus,
        Disk disk,
        int maxPods,
        Map<String, String> labels,
        List<Taint> taints) {
    public GivenPool {
        zones = List.copyOf(zones);
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        if (MachineCatalogue.bundled().machineType(machineType).isEmpty()) {
            throw new IllegalArgumentException("node pool " + name + ": no machine type " + machineType);
        }
        if (!gpus.type.isEmpty() && MachineCatalogue.bundled().gpu(gpus.type).isEmpty()) {
            throw new IllegalArgumentException("node pool " + name + ": no GPU " + gpus.type);
        }
    }

    /**
     * Nodes in a zone.
     *
     * @param start there at once
     * @param least scale-down leaves so many
     * @param most scale-up goes no further
     */
    public record Count(int start, int least, int most) {
        public Count {
            if (start < 0 || least < 0 || most < start || most < least) {
                throw new IllegalArgumentException(
                        "no such number of nodes: " + start + ", from " + least + " to " + most);
            }
        }
    }

    /** @param type empty = none */
    public record Gpus(String type, int count) {
        public static final Gpus NONE = new Gpus("", 0);
    }

    /** @param type empty = the family's usual one */
    public record Disk(String type, int gib) {}

    /** What its group in a zone is. */
    public Pool in(String zone, NapFacts facts) {
        return new Templates(MachineCatalogue.bundled(), facts).given(this, order(zone));
    }

    private NodeOrder order(String zone) {
        var usual = NodeOrder.of(machine(), zone)
                .forClass(computeClass, spot)
                .with(new NodeOrder.Disk(disk.type, disk.gib, 0))
                .with(CpuPlatform.ANY)
                .withMaxPods(maxPods);
        return gpus.type.isEmpty()
                ? usual
                : usual.with(new NodeOrder.Accelerators(
                        gpus.type, gpus.count, GpuType.Sharing.NONE, "", "default", "", "", 0));
    }

    private MachineType machine() {
        return MachineCatalogue.bundled().machineType(machineType).orElseThrow();
    }

    /** Pods by count on a node, as Autopilot has them where nothing else is said. */
    public static int usualPods() {
        return NodeOrder.DEFAULT_MAX_PODS;
    }
}
