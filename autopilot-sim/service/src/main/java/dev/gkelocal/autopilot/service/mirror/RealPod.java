package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.service.enforcement.Gates;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Pod of the real cluster, with what decisions about it need. */
record RealPod(Pod pod) {
    /** The node it would run on in production; stays on the Pod. */
    static final String NODE = "autopilot.gke-local.dev/node";
    /** It was created while nobody answered the API server: not adjusted, not judged, not held back. */
    static final String UNGATED = "autopilot.gke-local.dev/ungated";

    private static final String SCHEDULED = "PodScheduled";

    String name() {
        return pod.getMetadata().getName();
    }

    String namespace() {
        return pod.getMetadata().getNamespace();
    }

    String uid() {
        return pod.getMetadata().getUid();
    }

    String path() {
        return namespace() + "/" + name();
    }

    private Map<String, String> annotations() {
        var annotations = pod.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    /** As its annotation has it; empty without. */
    String simulatedNode() {
        return annotations().getOrDefault(NODE, "");
    }

    /** The node that it is bound to in this cluster; empty without. */
    String node() {
        var node = pod.getSpec().getNodeName();
        return node == null ? "" : node;
    }

    /** Waits for its simulated node. */
    boolean isGated() {
        return pod.getSpec().getSchedulingGates() != null
                && pod.getSpec().getSchedulingGates().stream().anyMatch(it -> Gates.NODE.equals(it.getName()));
    }

    boolean isLeaving() {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    boolean hasEnded() {
        return phase().equals("Succeeded") || phase().equals("Failed");
    }

    String phase() {
        var phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return phase == null ? "Pending" : phase;
    }

    Optional<OwnerReference> controller() {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(it -> Boolean.TRUE.equals(it.getController()))
                .findFirst();
    }

    /** Of a DaemonSet or a node: the simulated cluster counts these on its own nodes by itself. */
    boolean belongsToNode() {
        return controller()
                .filter(it -> Set.of("DaemonSet", "Node").contains(it.getKind()))
                .isPresent();
    }

    private Optional<PodCondition> scheduled() {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(it -> SCHEDULED.equals(it.getType()))
                        .findFirst();
    }

    /** What its status gives as the reason why it has no node; empty when it has one, or nobody has said anything. */
    String obstacle() {
        return scheduled()
                .filter(it -> "False".equals(it.getStatus()) && "Unschedulable".equals(it.getReason()))
                .map(PodCondition::getMessage)
                .orElse("");
    }

    boolean hasClaims() {
        return pod.getSpec().getVolumes() != null
                && pod.getSpec().getVolumes().stream()
                        .anyMatch(it -> it.getPersistentVolumeClaim() != null || it.getEphemeral() != null);
    }
}
