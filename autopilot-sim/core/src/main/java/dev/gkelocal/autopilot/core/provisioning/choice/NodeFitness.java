package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.provisioning.choice.ClusterUse.Requests;

/** How well a node's size suits a cluster of a given size (autopilot sheet 3.3). */
final class NodeFitness {
    /** Just above the factor for new groups, so that the next size is no reason for one. */
    private static final double PER_DOUBLING = 1.5 * 1.1;

    private static final int LARGEST = 96;

    /** Bytes of memory that stand for 1m of CPU: 6.5 GiB per vCPU, in whole bytes as the original reckons. */
    private static final long BYTES_PER_MILLI_CPU = 13L * (1L << 30) / 2000;

    /** Clusters of at most so many vCPUs (first) prefer nodes of so many (second). */
    private static final long[][] PREFERRED = {{3, 1}, {12, 2}, {60, 4}, {380, 8}, {2300, 16}, {18300, 32}, {107900, 64}
    };

    private static final double SPOT_FACTOR = 3;
    private static final long SPOT_VCPUS = 32;
    private static final long SPOT_MEMORY_BYTES = 64L << 30;

    private NodeFitness() {}

    /** @param existing capacity in thousandths of a vCPU of the same workload separation */
    static int preferredCpus(Requests pending, long existing) {
        var wanted =
                Math.max(pending.milliCpu(), (long) Math.ceil((double) pending.memoryBytes() / BYTES_PER_MILLI_CPU));
        var vcpus = Math.ceilDiv(wanted + existing, 1000L);
        for (var step : PREFERRED) {
            if (vcpus <= step[0]) {
                return (int) step[1];
            }
        }
        return LARGEST;
    }

    static double unfitness(int preferredCpus, NodeOffer node, boolean spotSizePenalty) {
        var preferred = 1000.0 * preferredCpus;
        var ratio = Math.max(preferred / node.milliCpu(), node.milliCpu() / preferred);
        var unfitness = Math.pow(PER_DOUBLING, Math.log(ratio) / Math.log(2));
        return spotSizePenalty && isRiskySpot(node) ? unfitness * SPOT_FACTOR : unfitness;
    }

    /** Large Spot machines are taken away more often, except those with little memory. */
    private static boolean isRiskySpot(NodeOffer node) {
        var vcpus = Math.ceilDiv(node.milliCpu(), 1000L);
        return node.spot()
                && (vcpus > SPOT_VCPUS || node.memoryBytes() > SPOT_MEMORY_BYTES)
                && vcpus * (1L << 30) < node.memoryBytes();
    }
}
