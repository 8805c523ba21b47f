package dev.gkelocal.autopilot.core.provisioning.nodes;

import dev.gkelocal.autopilot.core.provisioning.requirements.Separation;
import dev.gkelocal.autopilot.core.provisioning.shapes.CpuPlatform;
import dev.gkelocal.autopilot.core.provisioning.shapes.GpuType;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.List;
import java.util.TreeMap;

/**
 * What a new node is to be.
 *
 * @param computeClass built-in or custom; empty for general-purpose
 * @param spot can be taken away on short notice
 * @param separation what keeps other workloads away
 * @param exclusive for whom alone the machine is
 * @param minCpuPlatform asked for; {@link CpuPlatform#ANY} without
 * @param maxPods Pods by count
 */
public record NodeOrder(
        MachineType machine,
        String zone,
        String computeClass,
        boolean spot,
        Separation.Group separation,
        Exclusive exclusive,
        Accelerators accelerators,
        Disk disk,
        CpuPlatform minCpuPlatform,
        int maxPods) {
    public static final int DEFAULT_MAX_PODS = 110;

    /** Shares its nodes with every workload. */
    public static final Separation.Group SHARED = new Separation.Group(List.of(), new TreeMap<>());

    /**
     * Labels that tie a node to Pods of one size; empty without.
     *
     * @param extendedDuration CPU of the Pods that are not evicted, "0" where they are packed (autopilot sheet 1.9)
     * @param podIsolation CPU of the one Pod of a Performance node, "any" where they are packed (autopilot sheet 1.5)
     */
    public record Exclusive(String extendedDuration, String podIsolation) {
        public static final Exclusive NONE = new Exclusive("", "");
    }

    /**
     * @param gpuType empty without
     * @param gpus physical ones
     * @param strategy time-sharing or mps; empty without sharing
     * @param driver version, such as default or latest
     * @param tpuType empty without
     * @param chips of the TPU on this node
     */
    public record Accelerators(
            String gpuType,
            int gpus,
            GpuType.Sharing sharing,
            String strategy,
            String driver,
            String tpuType,
            String topology,
            int chips) {
        public static final Accelerators NONE = new Accelerators("", 0, GpuType.Sharing.NONE, "", "default", "", "", 0);

        /** Whole GPUs. */
        public static Accelerators gpus(String type, int count) {
            return new Accelerators(type, count, GpuType.Sharing.NONE, "", "default", "", "", 0);
        }
    }

    /**
     * @param type of the boot disk; empty = pd-balanced, or the family's default where it cannot have that
     * @param gib of the boot disk
     * @param localSsds that hold the ephemeral storage instead; 0 = none
     */
    public record Disk(String type, long gib, int localSsds) {
        /** Of nodes that Autopilot makes (autopilot sheet 3.2). */
        public static final Disk STANDARD = new Disk("", 250, 0);

        /** Of the classes Performance and Accelerator (autopilot sheet 3.2). */
        public static final Disk LARGE = new Disk("", 400, 0);
    }

    public NodeOrder {
        if (maxPods <= 0 || disk.gib <= 0) {
            throw new IllegalArgumentException("a node needs a disk and room for Pods: " + machine.name());
        }
    }

    /** A node for general-purpose Pods; GPUs that are part of the machine are counted in. */
    public static NodeOrder of(MachineType machine, String zone) {
        var accelerators =
                machine.hasGpu() ? Accelerators.gpus(machine.gpuType(), machine.gpuCount()) : Accelerators.NONE;
        return new NodeOrder(
                machine,
                zone,
                "",
                false,
                SHARED,
                Exclusive.NONE,
                accelerators,
                Disk.STANDARD,
                CpuPlatform.ANY,
                DEFAULT_MAX_PODS);
    }

    /** For a class, and on Spot machines or not. */
    public NodeOrder forClass(String changedClass, boolean onSpot) {
        return new NodeOrder(
                machine,
                zone,
                changedClass,
                onSpot,
                separation,
                exclusive,
                accelerators,
                disk,
                minCpuPlatform,
                maxPods);
    }

    public NodeOrder apart(Separation.Group changed, Exclusive changedExclusive) {
        return new NodeOrder(
                machine,
                zone,
                computeClass,
                spot,
                changed,
                changedExclusive,
                accelerators,
                disk,
                minCpuPlatform,
                maxPods);
    }

    public NodeOrder with(Accelerators changed) {
        return new NodeOrder(
                machine, zone, computeClass, spot, separation, exclusive, changed, disk, minCpuPlatform, maxPods);
    }

    public NodeOrder with(Disk changed) {
        return new NodeOrder(
                machine,
                zone,
                computeClass,
                spot,
                separation,
                exclusive,
                accelerators,
                changed,
                minCpuPlatform,
                maxPods);
    }

    public NodeOrder with(CpuPlatform changed) {
        return new NodeOrder(
                machine, zone, computeClass, spot, separation, exclusive, accelerators, disk, changed, maxPods);
    }

    public NodeOrder withMaxPods(int changed) {
        return new NodeOrder(
                machine, zone, computeClass, spot, separation, exclusive, accelerators, disk, minCpuPlatform, changed);
    }
}
