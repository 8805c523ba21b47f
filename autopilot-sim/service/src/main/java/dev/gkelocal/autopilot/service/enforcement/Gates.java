package dev.gkelocal.autopilot.service.enforcement;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.List;
import java.util.Map;

/** The gate that a Pod waits behind until its simulated node is there. */
public final class Gates {
    public static final String NODE = "autopilot.gke-local.dev/node";
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private Gates() {}

    /** The Pod with the gate. Others come back as they are, and so do Pods that nobody schedules: static ones and those of DaemonSets. */
    public static Value close(Value object) {
        var spec = object.get("spec");
        if (!object.get("kind").text().equals("Pod")
                || !object.get("apiVersion").text().equals("v1")
                || spec.get("nodeName").isSet()
                || object.get("metadata").get("annotations").get(MIRROR).isSet()
                || belongsToNode(object)
                || isClosed(spec)) {
            return object;
        }
        var gates = spec.get("schedulingGates");
        var ours = Value.of(Map.of("name", Value.of(NODE)));
        return object.with(
                "spec", spec.with("schedulingGates", gates.isSet() ? gates.plus(ours) : Value.of(List.of(ours))));
    }

    static boolean isClosed(Value spec) {
        return spec.get("schedulingGates").items().stream()
                .anyMatch(it -> it.get("name").text().equals(NODE));
    }

    private static boolean belongsToNode(Value pod) {
        return pod.get("metadata").get("ownerReferences").items().stream()
                .anyMatch(it -> it.get("controller").isTrue()
                        && (it.get("kind").text().equals("DaemonSet")
                                || it.get("kind").text().equals("Node")));
    }
}
