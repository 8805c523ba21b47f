package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeGroup;
import dev.gkelocal.autopilot.core.provisioning.nap.Pool;
import dev.gkelocal.autopilot.core.provisioning.nap.SystemPods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Instance groups that have or had nodes, and what runs on each of their nodes. */
final class Pools {
    private final World world;
    private final Map<String, Pool> byGroup = new TreeMap<>();

    Pools(World world) {
        this.world = world;
    }

    /** A group that was to be made is there from now on. */
    void keep(Pool pool) {
        byGroup.put(pool.group().name(), pool);
    }

    List<Pool> kept() {
        return List.copyOf(byGroup.values());
    }

    Pool get(String group) {
        var pool = byGroup.get(group);
        if (pool == null) {
            throw new IllegalStateException("no group " + group);
        }
        return pool;
    }

    /** With the nodes that they have now. */
    List<Pool> current() {
        var counts = new TreeMap<String, Integer>();
        world.nodes().forEach(it -> counts.merge(it.group(), 1, Integer::sum));
        return byGroup.values().stream()
                .map(it -> counted(it, counts.getOrDefault(it.group().name(), 0)))
                .toList();
    }

    private static Pool counted(Pool pool, int nodes) {
        var group = pool.group();
        var origin = group.isNew() ? NodeGroup.Origin.AUTO_PROVISIONED : group.origin();
        return new Pool(
                new NodeGroup(group.name(), group.pool(), group.node(), nodes, group.maxNodes(), origin),
                pool.zone(),
                pool.template(),
                pool.daemons(),
                pool.bootDiskGib());
    }

    /** GKE's own Pods on a node: they take room, nobody pays for them (autopilot sheet 3.6). */
    List<Pod> system(NodeState node) {
        if (!world.facts.autopilot()) {
            return List.of();
        }
        return SystemPods.bundled().stream()
                .filter(it -> DaemonSetController.runsOn(it, node.node()))
                .map(it -> it.change()
                        .uid("system/" + it.name() + "/" + node.name())
                        .nodeName(node.name())
                        .build())
                .toList();
    }

    /** Pods that will come to a node by themselves: the system's, and those of DaemonSets. */
    List<Pod> daemons(NodeState node) {
        var daemons = new ArrayList<>(system(node));
        for (var shape : userDaemons()) {
            if (DaemonSetController.runsOn(shape, node.node())) {
                daemons.add(shape.change()
                        .uid(shape.uid() + "/" + node.name())
                        .nodeName(node.name())
                        .build());
            }
        }
        return daemons;
    }

    /** One of each DaemonSet's, unbound. */
    List<Pod> userDaemons() {
        return world.objects("DaemonSet").stream()
                .map(it -> DaemonSetController.shape(DaemonSetController.template(it), it.key())
                        .change()
                        .uid("daemon/" + it.key().path())
                        .build())
                .toList();
    }

    List<Pod> allDaemons() {
        var all = new ArrayList<>(world.facts.autopilot() ? SystemPods.bundled() : List.<Pod>of());
        all.addAll(userDaemons());
        return all;
    }
}
