package dev.gkelocal.autopilot.core.provisioning.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One way to grow.
 *
 * @param packing never without a node
 * @param reservations unused reservations of whole machines that the group's nodes would take, in machines
 */
public record Option(NodeGroup group, Packing packing, int reservations) {
    public Option {
        if (packing.nodes() < 1) {
            throw new IllegalArgumentException("option " + group.name() + " adds no node");
        }
    }

    /**
     * The options that the groups give: full groups and groups that can hold none of the Pods give none.
     *
     * @param bins makes empty nodes of a group
     */
    public static List<Option> of(List<NodeGroup> groups, List<PodBatch> batches, Function<NodeGroup, Bins> bins) {
        var options = new ArrayList<Option>();
        for (var group : groups) {
            if (group.room() == 0) {
                continue;
            }
            var fitting =
                    batches.stream().filter(it -> holds(bins.apply(group), it)).toList();
            var packing = FirstFitDecreasing.pack(group.node(), fitting, group.room(), bins.apply(group));
            if (packing.nodes() > 0) {
                options.add(new Option(group, packing, 0));
            }
        }
        return List.copyOf(options);
    }

    private static boolean holds(Bins empty, PodBatch batch) {
        empty.open();
        return empty.place(batch, 0);
    }

    public int nodes() {
        return packing.nodes();
    }
}
