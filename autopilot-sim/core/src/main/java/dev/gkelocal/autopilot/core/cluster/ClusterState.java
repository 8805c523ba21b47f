package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.consolidation.Defragmentation;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.pricing.Bill;
import dev.gkelocal.autopilot.core.provisioning.nap.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything a cluster is at one instant; {@link SimulatedCluster#resume} goes on from it as if nothing had happened.
 *
 * @param sequence numbers names and uids
 * @param templates of Pods, by key
 * @param pools instance groups with the templates of their nodes
 * @param claims zones of bound volumes by {@code namespace/claim}
 * @param due timers in the order in which they will fire
 * @param faults that are going on
 * @param nextLook of the autoscaler; NOT_YET while there is nothing to look at
 * @param scaleUp what scale-up remembers
 * @param scaleDown what scale-down remembers
 * @param defragmentation what defragmentation remembers
 * @param upgrade where an upgrade stands
 * @param bill until now
 * @param waits of the autoscaler after refusals
 */
public record ClusterState(
        ClusterFacts facts,
        Instant now,
        long sequence,
        List<StoredObject> objects,
        List<PodState> pods,
        Map<String, Value> templates,
        List<NodeState> nodes,
        List<Pool> pools,
        Map<String, String> claims,
        List<Behaving> behaviours,
        List<Timer.Due> due,
        List<Fault> faults,
        List<Waiting> waits,
        Instant nextLook,
        ScaleUp.Memory scaleUp,
        ScaleDowns.Memory scaleDown,
        Defragmentation.Memory defragmentation,
        Upgrades.Memory upgrade,
        Bill bill) {
    public ClusterState {
        objects = List.copyOf(objects);
        pods = List.copyOf(pods);
        templates = Map.copyOf(templates);
        nodes = List.copyOf(nodes);
        pools = List.copyOf(pools);
        claims = Map.copyOf(claims);
        behaviours = List.copyOf(behaviours);
        due = List.copyOf(due);
        faults = List.copyOf(faults);
        waits = List.copyOf(waits);
    }

    public record Behaving(ObjectKey workload, Behaviour behaviour) {}

    /** @param nextSeconds how long the wait after a further refusal will be */
    public record Waiting(String group, Instant until, long nextSeconds) {}
}
