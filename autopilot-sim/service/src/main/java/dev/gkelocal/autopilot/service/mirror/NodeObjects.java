package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.core.cluster.NodeState;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Simulated nodes as objects for kubectl. Only Pods that we bind go there: a taint keeps kube-scheduler away, and without a host name they
 * are no place to spread over.
 */
final class NodeObjects {
    static final String SIMULATED = "autopilot.gke-local.dev/simulated";
    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final String ROLE = "node-role.kubernetes.io/simulated";

    private NodeObjects() {}

    static Node of(NodeState state) {
        var labels = new TreeMap<>(state.node().labels());
        labels.remove(HOSTNAME);
        labels.put(SIMULATED, "true");
        labels.put(ROLE, "");
        var taints = Stream.concat(
                        Stream.of(new Taint("NoSchedule", SIMULATED, null, "true")),
                        state.node().taints().stream()
                                .map(it -> new Taint(
                                        it.effect(), it.key(), null, it.value().isEmpty() ? null : it.value())))
                .toList();
        return new NodeBuilder()
                .withNewMetadata()
                .withName(state.name())
                .withLabels(labels)
                .withAnnotations(Map.of(SIMULATED, "a node of GKE Local's simulated cluster: nothing runs on it"))
                .endMetadata()
                .withNewSpec()
                .withTaints(taints)
                .withUnschedulable(state.node().unschedulable() ? true : null)
                .endSpec()
                .build();
    }

    /** @param version of the GKE cluster */
    static Node withStatus(Node node, NodeState state, String version, Instant now) {
        var at = now.truncatedTo(ChronoUnit.SECONDS).toString();
        var ready = state.stage() != NodeState.Stage.LOST;
        return new NodeBuilder(node)
                .withNewStatus()
                .withCapacity(capacity(state))
                .withAllocatable(allocatable(state))
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "Unknown")
                .withReason(ready ? "KubeletReady" : "NodeStatusUnknown")
                .withMessage("simulated by GKE Local")
                .withLastHeartbeatTime(at)
                .withLastTransitionTime(at)
                .endCondition()
                .withNewNodeInfo()
                .withArchitecture(state.node().labels().getOrDefault("kubernetes.io/arch", "amd64"))
                .withOperatingSystem("linux")
                .withKubeletVersion("v" + version)
                .withKubeProxyVersion("v" + version)
                .withOsImage("Container-Optimized OS from Google (simulated)")
                .withContainerRuntimeVersion("containerd://simulated")
                .withKernelVersion("simulated")
                .withBootID("")
                .withMachineID("")
                .withSystemUUID("")
                .endNodeInfo()
                .endStatus()
                .build();
    }

    private static Map<String, Quantity> capacity(NodeState state) {
        var machine = state.machine().capacity();
        var amounts = new LinkedHashMap<String, Quantity>();
        amounts.put("cpu", new Quantity(Integer.toString(machine.vcpus())));
        amounts.put("memory", new Quantity(Long.toString(machine.memoryBytes())));
        amounts.put("ephemeral-storage", new Quantity(machine.diskGib() + "Gi"));
        return more(amounts, state);
    }

    private static Map<String, Quantity> allocatable(NodeState state) {
        var room = state.node().allocatable();
        var amounts = new LinkedHashMap<String, Quantity>();
        amounts.put("cpu", new Quantity(room.milliCpu() + "m"));
        amounts.put("memory", new Quantity(Long.toString(room.memoryBytes())));
        amounts.put("ephemeral-storage", new Quantity(Long.toString(room.ephemeralBytes())));
        return more(amounts, state);
    }

    private static Map<String, Quantity> more(Map<String, Quantity> amounts, NodeState state) {
        amounts.put("pods", new Quantity(Integer.toString(state.node().maxPods())));
        state.node()
                .allocatable()
                .extended()
                .forEach((name, count) -> amounts.put(name, new Quantity(Long.toString(count))));
        return amounts;
    }

    static boolean isSimulated(Node node) {
        var labels = node.getMetadata().getLabels();
        return labels != null && labels.containsKey(SIMULATED);
    }

    /** Those that a real cluster would list. */
    static List<NodeState> listed(Iterable<NodeState> all) {
        return java.util.stream.StreamSupport.stream(all.spliterator(), false)
                .filter(it -> it.stage() == NodeState.Stage.READY
                        || it.stage() == NodeState.Stage.LOST
                        || it.stage() == NodeState.Stage.DRAINING)
                .toList();
    }
}
