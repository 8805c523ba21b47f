package dev.gkelocal.autopilot.core.provisioning.capacity;

import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.List;
import java.util.Set;

/**
 * What the kubelet keeps for Kubernetes' own daemons (autopilot sheet 3.1). Shares grow with the machine in brackets; results are
 * cut to whole units.
 *
 * @param imageStreaming keeps memory for a cache of image layers; always on in Autopilot
 * @param newerRule smaller shares, from GKE 1.37 on and where switched on
 */
public record KubeReserved(boolean imageStreaming, boolean newerRule) {
    /** As Autopilot clusters reserve today. */
    public static final KubeReserved AUTOPILOT = new KubeReserved(true, false);

    private static final long MEMORY_FLOOR_MIB = 255;
    private static final long MEMORY_FLOOR_BELOW_MIB = 1000;
    private static final Brackets MEMORY =
            new Brackets(List.of(0L, 4000L, 8000L, 16000L, 128000L), List.of(0.25, 0.2, 0.1, 0.06, 0.02));
    private static final Brackets IMAGE_CACHE = MEMORY.times(0.04);
    private static final Brackets CPU =
            new Brackets(List.of(0L, 1000L, 2000L, 4000L), List.of(0.06, 0.01, 0.005, 0.0025));

    private static final Set<String> SHARED_CORE = Set.of("e2-micro", "e2-small", "e2-medium");
    private static final long SHARED_CORE_MILLI_CPU = 1000;
    private static final int MANY_PODS = 110;
    private static final long MANY_PODS_MILLI_CPU = 400;

    private static final ClusterVersion NEWER_RULE_FROM = new ClusterVersion(1, 37, 0, 0);
    private static final long NEWER_MIB_PER_POD = 15;
    private static final long NEWER_MIB = 500;
    private static final long NEWER_UBUNTU_MIB = 200;
    private static final long NEWER_MAX_MILLI_CPU = 1000;

    /**
     * @param physicalMib of the machine, before the operating system takes its share
     * @param maxPods 0 = unknown
     */
    public long memoryMib(long physicalMib, int maxPods, NodeImage image) {
        long usual = memoryMib(physicalMib);
        if (!isNewer(image) || maxPods <= 0 || image.isWindows()) {
            return usual;
        }
        long byPods = maxPods * NEWER_MIB_PER_POD
                + NEWER_MIB
                + (image.os().equals(NodeImage.UBUNTU) ? NEWER_UBUNTU_MIB : 0)
                + (imageStreaming ? IMAGE_CACHE.of(physicalMib) : 0);
        return Math.min(usual, byPods);
    }

    private long memoryMib(long physicalMib) {
        if (physicalMib <= MEMORY_FLOOR_BELOW_MIB) {
            return physicalMib <= 0 ? 0 : MEMORY_FLOOR_MIB;
        }
        return MEMORY.of(physicalMib) + (imageStreaming ? IMAGE_CACHE.of(physicalMib) : 0);
    }

    /** @param machineType its name matters for machines with a shared core, which count as one vCPU and keep another one back */
    public long milliCpu(long capacityMilliCpu, String machineType, int maxPods, NodeImage image) {
        boolean shared = SHARED_CORE.contains(machineType);
        long reserved = CPU.of(shared ? SHARED_CORE_MILLI_CPU : capacityMilliCpu)
                + (shared ? SHARED_CORE_MILLI_CPU : 0)
                + (maxPods > MANY_PODS ? MANY_PODS_MILLI_CPU : 0);
        return isNewer(image) && !shared && !image.isWindows() ? Math.min(reserved, NEWER_MAX_MILLI_CPU) : reserved;
    }

    private boolean isNewer(NodeImage image) {
        return newerRule
                && ClusterVersion.ofNode(image.version())
                        .filter(it -> it.compareTo(NEWER_RULE_FROM) >= 0)
                        .isPresent();
    }

    /** Of a boot disk, in GiB. */
    public static long ephemeralGib(long diskGib) {
        long half = (long) (0.5 * diskGib);
        long third = 6 + (long) (0.35 * diskGib);
        return third > half ? half : Math.min(third, 100);
    }

    /** Where Local SSDs hold the ephemeral storage, in GiB. */
    public static long ephemeralGibOnLocalSsd(int count) {
        return switch (count) {
            case 1 -> 50;
            case 2 -> 75;
            default -> 100;
        };
    }

    /** Each rate is for the part of the amount between its own start and the next one's. */
    private record Brackets(List<Long> starts, List<Double> rates) {
        Brackets times(double factor) {
            return new Brackets(starts, rates.stream().map(it -> it * factor).toList());
        }

        long of(long amount) {
            double reserved = 0;
            for (int i = 0; i < starts.size() && amount > starts.get(i); i++) {
                long end = i + 1 < starts.size() ? Math.min(amount, starts.get(i + 1)) : amount;
                reserved += (end - starts.get(i)) * rates.get(i);
            }
            return (long) reserved;
        }
    }
}
