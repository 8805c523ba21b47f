package dev.gkelocal.autopilot.core.objects;

import java.util.List;
import java.util.Map;

/**
 * A node as scheduling sees it.
 *
 * @param allocatable what Pods can have, after all that the system keeps
 * @param maxPods Pods that fit by count
 * @param unschedulable cordoned
 */
public record Node(
        String name,
        Map<String, String> labels,
        List<Taint> taints,
        Resources allocatable,
        int maxPods,
        boolean unschedulable) {
    public static final String HOSTNAME = "kubernetes.io/hostname";
    public static final String ZONE = "topology.kubernetes.io/zone";

    public Node {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }
}
