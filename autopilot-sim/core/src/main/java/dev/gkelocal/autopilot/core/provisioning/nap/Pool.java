package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeGroup;
import java.util.List;

/**
 * A group of nodes in one zone, existing or to be made.
 *
 * @param template what its next node will look like; its name is the beginning of the nodes' names
 * @param daemons Pods that every node of it runs, each with a uid of its own
 * @param bootDiskGib of a node
 */
public record Pool(NodeGroup group, String zone, Node template, List<Pod> daemons, long bootDiskGib) {
    public Pool {
        daemons = List.copyOf(daemons);
    }
}
