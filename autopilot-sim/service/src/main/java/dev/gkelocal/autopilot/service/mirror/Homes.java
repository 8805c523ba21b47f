package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.NodeReader;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.PodReader;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import dev.gkelocal.autopilot.core.scheduling.Evaluator;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The real nodes, asked where a Pod could run for real: its selectors, tolerations and amounts. Where its neighbours are does not count:
 * in production they are on other nodes, here there may be only one.
 */
record Homes(List<Node> nodes) {
    Homes {
        nodes = List.copyOf(nodes);
    }

    static Homes of(Collection<io.fabric8.kubernetes.api.model.Node> real) {
        return new Homes(real.stream()
                .map(it -> NodeReader.read(Json.read(Serialization.asJson(it))))
                .filter(it -> !it.unschedulable())
                .toList());
    }

    boolean canRun(RealPod real) {
        return !feasible(real).isEmpty();
    }

    /** The one with the fewest Pods. */
    Optional<String> best(RealPod real, ToLongFunction<String> pods) {
        return feasible(real).stream().min((a, b) -> {
            int byPods = Long.compare(pods.applyAsLong(a), pods.applyAsLong(b));
            return byPods != 0 ? byPods : a.compareTo(b);
        });
    }

    private List<String> feasible(RealPod real) {
        var template = Template.of(real, false);
        var read = new PodReader().read(template, real.namespace(), real.name(), "");
        // What a node has of CPU and memory is ours to say; GPUs are there or not.
        var devices = new Resources(0, 0, 0, read.requests().extended());
        var pod = read.change()
                .requests(devices)
                .uid(real.uid())
                .affinity(PodAffinity.NONE)
                .antiAffinity(PodAffinity.NONE)
                .spread(List.of())
                .hostPorts(List.of())
                .gates(List.of())
                .build();
        var snapshot = new ClusterSnapshot(Map.of());
        nodes.forEach(snapshot::addNode);
        return new Evaluator(snapshot)
                .check(pod).entrySet().stream()
                        .filter(it -> it.getValue().fits())
                        .map(Map.Entry::getKey)
                        .toList();
    }
}
