package dev.gkelocal.autopilot.core.provisioning.capacity;

import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.Map;

/** Computes node sizes (autopilot sheet 3.1). */
public final class Capacities {
    /** Smallest and largest boot disk, GiB. */
    public static final long MIN_DISK_GIB = 10;

    public static final long MAX_DISK_GIB = 64 * 1024;

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long EVICTION_MEMORY = 100 * MIB;
    private static final double EVICTION_DISK_RATIO = 0.1;

    private final KubeReserved kube;
    private final OsReserved os;

    public Capacities(KubeReserved kube, OsReserved os) {
        this.kube = kube;
        this.os = os;
    }

    /** As Autopilot's nodes are. */
    public static Capacities autopilot() {
        return new Capacities(KubeReserved.AUTOPILOT, OsReserved.bundled());
    }

    /**
     * A machine to be sized.
     *
     * @param machineType name; matters for shared-core machines
     * @param localSsds that hold the ephemeral storage instead of the boot disk; 0 = none
     * @param localSsdGib size of one
     */
    public record Machine(
            String machineType, long milliCpu, long memoryBytes, long bootDiskGib, int localSsds, long localSsdGib) {

        /** Ephemeral storage is on the boot disk. */
        public static Machine onBootDisk(String machineType, long milliCpu, long memoryBytes, long bootDiskGib) {
            return new Machine(machineType, milliCpu, memoryBytes, bootDiskGib, 0, 0);
        }
    }

    public NodeSize size(Machine machine, NodeImage image, int maxPods) {
        var disk = disk(machine, image);
        long osMemory = os.memoryBytes(image, machine.memoryBytes);
        long kubeMemory = kube.memoryMib(machine.memoryBytes / MIB, maxPods, image) * MIB;
        long kubeCpu = kube.milliCpu(machine.milliCpu, machine.machineType, maxPods, image);
        var capacity = new Resources(machine.milliCpu, machine.memoryBytes - osMemory, disk.capacity(), Map.of());
        var allocatable = new Resources(
                machine.milliCpu - kubeCpu,
                capacity.memoryBytes() - kubeMemory - EVICTION_MEMORY,
                disk.allocatable(),
                Map.of());
        var kept =
                new NodeSize.Kept(kubeCpu, osMemory, kubeMemory, EVICTION_MEMORY, disk.os, disk.kube, disk.eviction());
        return new NodeSize(capacity, allocatable, maxPods, kept);
    }

    /**
     * A small boot disk that leaves at least so much to Pods; the largest one where none does. Found by halving, as the autoscaler
     * finds it: what is left does not grow evenly with the disk, so a slightly smaller disk can do in places.
     */
    public long bootDiskGibFor(NodeImage image, long allocatableBytes) {
        long found = MAX_DISK_GIB;
        long low = MIN_DISK_GIB;
        long high = MAX_DISK_GIB;
        while (low <= high) {
            long middle = low + (high - low) / 2;
            if (bootDisk(image, middle).allocatable() >= allocatableBytes) {
                found = middle;
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return found;
    }

    /** What Pods can have of a boot disk. */
    public long allocatableDiskBytes(NodeImage image, long diskGib) {
        return bootDisk(image, diskGib).allocatable();
    }

    private Disk disk(Machine machine, NodeImage image) {
        if (machine.localSsds == 0) {
            return bootDisk(image, machine.bootDiskGib);
        }
        return new Disk(
                machine.localSsds * machine.localSsdGib * GIB,
                LocalSsdOverhead.bytes(image.os(), machine.localSsds),
                KubeReserved.ephemeralGibOnLocalSsd(machine.localSsds) * GIB);
    }

    private Disk bootDisk(NodeImage image, long gib) {
        return new Disk(gib * GIB, os.diskBytes(image, gib * GIB), KubeReserved.ephemeralGib(gib) * GIB);
    }

    private record Disk(long physical, long os, long kube) {
        long capacity() {
            return Math.max(0, physical - os);
        }

        long eviction() {
            return (long) (EVICTION_DISK_RATIO * capacity());
        }

        long allocatable() {
            return capacity() - kube - eviction();
        }
    }
}
