package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.NodeState;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import java.time.Duration;
import java.util.TreeMap;

/** Looks at a cluster for the timeline. */
final class Points {
    private Points() {}

    static Report.Point of(SimulatedCluster cluster, Duration after) {
        var nodes = new TreeMap<String, Integer>();
        long milliCpu = 0;
        long bytes = 0;
        for (var node : cluster.nodes()) {
            if (node.stage() != NodeState.Stage.PROVISIONING && node.stage() != NodeState.Stage.REMOVING) {
                nodes.merge(node.machine().type(), 1, Integer::sum);
                milliCpu += node.powered().milliCpu();
                bytes += node.powered().memoryBytes();
            }
        }
        var pods = new TreeMap<String, Integer>();
        cluster.pods().forEach(it -> pods.merge(it.stage().phase(), 1, Integer::sum));
        var requested = cluster.requested();
        var packing = new Report.Packing(requested.milliCpu(), milliCpu, requested.memoryBytes(), bytes);
        return new Report.Point(after, nodes, pods, packing, cluster.bill().total());
    }
}
