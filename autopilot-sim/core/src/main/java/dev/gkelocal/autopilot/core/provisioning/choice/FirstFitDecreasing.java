package dev.gkelocal.autopilot.core.provisioning.choice;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Packs batches of Pods into new nodes of one group, largest first, as the bin-packing estimator of the Kubernetes cluster
 * autoscaler does: a batch fills the nodes that are there, beginning behind the node that took the last such Pod, and what is
 * left opens new nodes.
 */
public final class FirstFitDecreasing {
    private final Bins bins;
    private final int limit;
    private final BitSet used = new BitSet();
    private int nodes;
    private int next;

    private FirstFitDecreasing(Bins bins, int limit) {
        this.bins = bins;
        this.limit = limit;
    }

    /**
     * @param bins empty
     * @param limit new nodes at most
     */
    public static Packing pack(NodeOffer node, List<PodBatch> batches, int limit, Bins bins) {
        var packer = new FirstFitDecreasing(bins, limit);
        var shares = new ArrayList<Packing.Share>();
        for (var batch : decreasing(node, batches)) {
            var placed = packer.intoOpenNodes(batch);
            placed += packer.intoNewNodes(batch, batch.count() - placed);
            if (placed > 0) {
                shares.add(new Packing.Share(batch, placed));
            }
        }
        return new Packing(packer.used.cardinality(), shares);
    }

    /** By the share of CPU plus the share of memory that one Pod takes of the node; equals keep their order. */
    private static List<PodBatch> decreasing(NodeOffer node, List<PodBatch> batches) {
        return batches.stream()
                .sorted(Comparator.comparingDouble((PodBatch it) -> size(node, it))
                        .reversed())
                .toList();
    }

    private static double size(NodeOffer node, PodBatch batch) {
        var free = node.free();
        return part(batch.requests().milliCpu(), free.milliCpu())
                + part(batch.requests().memoryBytes(), free.memoryBytes());
    }

    private static double part(long asked, long free) {
        return free > 0 ? (double) asked / free : 0;
    }

    private int intoOpenNodes(PodBatch batch) {
        var placed = 0;
        while (placed < batch.count() && intoAnyOpenNode(batch)) {
            placed++;
        }
        return placed;
    }

    private boolean intoAnyOpenNode(PodBatch batch) {
        for (var step = 0; step < nodes; step++) {
            var node = (next + step) % nodes;
            if (bins.place(batch, node)) {
                used.set(node);
                next = (node + 1) % nodes;
                return true;
            }
        }
        return false;
    }

    private int intoNewNodes(PodBatch batch, int count) {
        for (var placed = 0; placed < count; placed++) {
            if (nodes > 0 && bins.place(batch, nodes - 1)) {
                used.set(nodes - 1);
            } else if (lastIsEmpty() || nodes >= limit || !intoFreshNode(batch)) {
                return placed;
            }
        }
        return count;
    }

    /** An empty node that refused a Pod shows that another new one would refuse it too. */
    private boolean lastIsEmpty() {
        return nodes > 0 && !used.get(nodes - 1);
    }

    private boolean intoFreshNode(PodBatch batch) {
        bins.open();
        nodes++;
        if (!bins.place(batch, nodes - 1)) {
            return false;
        }
        used.set(nodes - 1);
        return true;
    }
}
