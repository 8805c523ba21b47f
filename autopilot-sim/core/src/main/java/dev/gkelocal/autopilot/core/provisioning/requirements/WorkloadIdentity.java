package dev.gkelocal.autopilot.core.provisioning.requirements;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.objects.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which workloads a node is for: the taints that set it apart, as a sorted comma list of {@code effect:key:value}; empty for
 * nodes that all may share. Nodes of different identities never share Pods (autopilot sheet 1.9).
 */
public record WorkloadIdentity(String text) {
    private static final Set<String> SYSTEM_KEYS = Set.of(GkeLabels.COMPUTE_CLASS, GkeLabels.MANAGED_NODE);

    /** From taints that are known to set workloads apart. */
    public static WorkloadIdentity of(List<Taint> taints) {
        return new WorkloadIdentity(taints.stream()
                .map(it -> it.effect() + ":" + it.key() + ":" + it.value())
                .sorted()
                .collect(Collectors.joining(",")));
    }

    public static WorkloadIdentity of(Node node) {
        return of(taintsOf(node));
    }

    /** The taints that set a node apart: hard ones with a label of the same key and value, or with a resource of that name. */
    public static List<Taint> taintsOf(Node node) {
        return node.taints().stream()
                .filter(it -> !GkeLabels.isSystem(it.key()) || SYSTEM_KEYS.contains(it.key()))
                .filter(it -> it.effect().equals("NoSchedule") || it.effect().equals("NoExecute"))
                .filter(it -> it.value().equals(node.labels().get(it.key()))
                        || node.allocatable().extended().containsKey(it.key()))
                .toList();
    }

    /** What a Pod needs to run on nodes of this identity; parts that are no identity are skipped. */
    public List<Toleration> tolerations() {
        var tolerations = new ArrayList<Toleration>();
        for (var taint : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            var parts = taint.split(":", -1);
            if (parts.length == 3) {
                tolerations.add(new Toleration(parts[1], false, parts[2], parts[0]));
            }
        }
        return List.copyOf(tolerations);
    }

    @Override
    public String toString() {
        return text;
    }
}
