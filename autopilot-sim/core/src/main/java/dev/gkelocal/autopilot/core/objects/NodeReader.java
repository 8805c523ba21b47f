package dev.gkelocal.autopilot.core.objects;

import dev.gkelocal.autopilot.core.manifest.Value;

/** Reads a Node manifest; where allocatable is missing, capacity stands in, as the kubelet defaults it. */
public final class NodeReader {
    /** The kubelet's default of maxPods. */
    private static final long DEFAULT_PODS = 110;

    private NodeReader() {}

    public static Node read(Value node) {
        var metadata = node.get("metadata");
        var status = node.get("status");
        var amounts = status.get("allocatable").isSet() ? status.get("allocatable") : status.get("capacity");
        return new Node(
                metadata.get("name").text(),
                metadata.get("labels").texts(),
                node.get("spec").get("taints").items().stream()
                        .map(it -> new Taint(
                                it.get("key").text(),
                                it.get("value").text(),
                                it.get("effect").text()))
                        .toList(),
                EffectiveRequests.listed(amounts),
                maxPods(amounts.get("pods")),
                node.get("spec").get("unschedulable").isTrue());
    }

    private static int maxPods(Value pods) {
        var text = pods.text();
        return text.isEmpty()
                ? (int) DEFAULT_PODS
                : (int) Math.clamp(EffectiveRequests.units(text), 0, Integer.MAX_VALUE);
    }
}
