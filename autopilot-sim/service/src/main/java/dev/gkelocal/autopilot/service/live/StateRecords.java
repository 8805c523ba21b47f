package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.ObjectKey;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.autopilot.core.cluster.StoredObject;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.PodReader;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.autopilot.NodeState;
import dev.gkelocal.contracts.autopilot.PodState;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cluster's Pods and nodes as records of the event log. On the cluster's thread alone. */
final class StateRecords {
    private final PodReader reader = new PodReader();
    /** By template; asked for anew when a Pod comes with one that was not there. */
    private Map<String, Resources> requests = Map.of();

    Map<String, Function<Version, PodState>> pods(SimulatedCluster cluster) {
        var objects = cluster.objects().stream().collect(Collectors.toMap(StoredObject::key, it -> it));
        Map<String, Function<Version, PodState>> pods = new LinkedHashMap<>();
        for (var pod : cluster.pods()) {
            var name = Names.of(top(pod.owner(), pod.key(), objects));
            var asked = requests(pod.template(), cluster);
            var ready = pod.isReady(cluster.now());
            pods.put(
                    pod.uid(),
                    version -> new PodState(
                            pod.uid(),
                            pod.namespace(),
                            pod.name(),
                            name,
                            version,
                            phase(pod.stage()),
                            pod.node().isEmpty() ? null : pod.node(),
                            ready,
                            pod.restarts(),
                            asked.milliCpu(),
                            asked.memoryBytes(),
                            pod.reason(),
                            pod.message(),
                            pod.times().created(),
                            come(pod.times().bound()),
                            ready ? come(pod.times().ready()) : null,
                            come(pod.times().ended())));
        }
        return pods;
    }

    Map<String, Function<Version, NodeState>> nodes(SimulatedCluster cluster) {
        var counts = cluster.pods().stream()
                .filter(dev.gkelocal.autopilot.core.cluster.PodState::isOnNode)
                .collect(Collectors.groupingBy(it -> it.node(), Collectors.counting()));
        Map<String, Function<Version, NodeState>> nodes = new LinkedHashMap<>();
        for (var node : cluster.nodes()) {
            var machine = node.machine();
            var room = node.powered();
            var pods = counts.getOrDefault(node.name(), 0L).intValue();
            nodes.put(
                    node.name(),
                    version -> new NodeState(
                            node.name(),
                            version,
                            NodeState.Stage.valueOf(node.stage().name()),
                            machine.type(),
                            machine.zone(),
                            machine.computeClass(),
                            machine.spot(),
                            room.milliCpu(),
                            room.memoryBytes(),
                            pods,
                            node.created(),
                            come(node.ready())));
        }
        return nodes;
    }

    static PodState.Phase phase(dev.gkelocal.autopilot.core.cluster.PodState.Stage stage) {
        return PodState.Phase.valueOf(stage.name());
    }

    private static @Nullable Instant come(Instant at) {
        return at.equals(dev.gkelocal.autopilot.core.cluster.PodState.NOT_YET) ? null : at;
    }

    /** What a user applied: a Deployment rather than its ReplicaSet; a bare Pod is its own. */
    static ObjectKey top(ObjectKey owner, ObjectKey pod, Map<ObjectKey, StoredObject> objects) {
        var top = pod;
        for (var next = owner; !next.kind().isEmpty(); ) {
            top = next;
            var object = objects.get(next);
            if (object == null) {
                break;
            }
            next = object.owner();
        }
        return top;
    }

    private Resources requests(String template, SimulatedCluster cluster) {
        var known = requests.get(template);
        if (known == null) {
            var all = new HashMap<String, Resources>();
            cluster.state().templates().forEach((key, spec) -> all.put(key, requests(spec)));
            requests = all;
            known = all.getOrDefault(template, Resources.NONE);
        }
        return known;
    }

    private Resources requests(Value template) {
        return reader.read(template, "", "", "").requests();
    }
}
