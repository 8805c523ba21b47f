package dev.gkelocal.autopilot.core.scheduling;

import java.util.List;

/** What the filters say of one Pod on one node. */
public sealed interface Verdict {
    record Fit() implements Verdict {}

    /**
     * The first filter that refuses.
     *
     * @param reasons in kube-scheduler's words; several only for resources
     * @param preemptible could go away when other Pods leave the node
     */
    record Rejection(Filter filter, List<String> reasons, boolean preemptible) implements Verdict {
        public Rejection {
            reasons = List.copyOf(reasons);
        }
    }

    default boolean fits() {
        return this instanceof Fit;
    }
}
