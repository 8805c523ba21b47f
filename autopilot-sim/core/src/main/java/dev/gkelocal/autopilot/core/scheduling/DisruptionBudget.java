package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Pod;

/** A PodDisruptionBudget as it stands: how many of its Pods may still be disrupted. */
public record DisruptionBudget(String namespace, LabelSelector selector, int allowed) {
    /** An empty selector protects nothing here, as in kube-scheduler's preemption. */
    boolean covers(Pod pod) {
        return namespace.equals(pod.namespace())
                && !selector.requirements().isEmpty()
                && selector.matches(pod.labels());
    }
}
