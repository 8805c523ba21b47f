package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** May the Pods of a node be evicted for a scale-down? The first Pod that may not holds the node (cluster-autoscaler, drainability rules). */
final class Drainability {
    private static final String SAFE_VOLUMES = "cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes";

    private final ScaleDownSettings settings;
    private final Map<String, PodFacts> facts;

    Drainability(ScaleDownSettings settings, Map<String, PodFacts> facts) {
        this.settings = settings;
        this.facts = facts;
    }

    Optional<Refusal> refusal(List<Pod> moving, Budgets budgets) {
        for (var pod : moving) {
            if (!Kinds.isSafe(pod)) {
                var refusal = refusal(pod, budgets);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        return budgets.refusal(moving);
    }

    private Optional<Refusal> refusal(Pod pod, Budgets budgets) {
        if (settings.barePodsBlock() && pod.owner().isEmpty()) {
            return about(pod, Reason.NO_SCALE_DOWN_NODE_POD_NOT_BACKED_BY_CONTROLLER, "");
        }
        if (settings.systemPodsBlock() && Kinds.isSystem(pod) && !budgets.cover(pod)) {
            return about(pod, Reason.NO_SCALE_DOWN_NODE_POD_KUBE_SYSTEM_UNMOVABLE, "");
        }
        if (Kinds.isExtended(pod)) {
            return about(pod, Reason.NO_SCALE_DOWN_NODE_POD_NOT_SAFE_TO_EVICT_ANNOTATION, "");
        }
        var local = settings.localStorageBlocks() ? unsafeVolumes(pod) : List.<String>of();
        return local.isEmpty()
                ? Optional.empty()
                : about(pod, Reason.NO_SCALE_DOWN_NODE_POD_HAS_LOCAL_STORAGE, "volumes " + String.join(", ", local));
    }

    private List<String> unsafeVolumes(Pod pod) {
        var safe = List.of(pod.annotations().getOrDefault(SAFE_VOLUMES, "").split(",", -1));
        return facts.getOrDefault(pod.uid(), PodFacts.PLAIN).localVolumes().stream()
                .filter(it -> !safe.contains(it))
                .toList();
    }

    private static Optional<Refusal> about(Pod pod, Reason reason, String detail) {
        return Optional.of(new Refusal(reason, pod.key(), detail));
    }
}
