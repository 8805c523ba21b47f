package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything a cluster is at one instant; {@link SimulatedCluster#resume} goes on from it as if nothing had happened.
 *
 * @param sequence numbers names and uids
 * @param templates of Pods, by key
 * @param claims zones of bound volumes by {@code namespace/claim}
 * @param due timers in the order in which they will fire
 * @param faults that are going on
 * @param waits of the autoscaler after refusals, by {@code family/zone}
 */
public record ClusterState(
        ClusterFacts facts,
        Instant now,
        long sequence,
        List<StoredObject> objects,
        List<PodState> pods,
        Map<String, Value> templates,
        List<NodeState> nodes,
        Map<String, String> claims,
        List<Behaving> behaviours,
        List<Timer.Due> due,
        List<Fault> faults,
        List<Waiting> waits,
        List<Charge> charges) {
    public ClusterState {
        objects = List.copyOf(objects);
        pods = List.copyOf(pods);
        templates = Map.copyOf(templates);
        nodes = List.copyOf(nodes);
        claims = Map.copyOf(claims);
        behaviours = List.copyOf(behaviours);
        due = List.copyOf(due);
        faults = List.copyOf(faults);
        waits = List.copyOf(waits);
        charges = List.copyOf(charges);
    }

    public record Behaving(ObjectKey workload, Behaviour behaviour) {}

    /** @param nextSeconds how long the wait after a further refusal will be */
    public record Waiting(String machines, Instant until, long nextSeconds) {}

    /** @param usd that the workload has cost so far */
    public record Charge(ObjectKey workload, double usd) {}
}
