package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.core.cluster.PodState;

/** Something to be done in the real cluster, about one Pod. */
sealed interface Action {
    RealPod pod();

    /**
     * The gate opens.
     *
     * @param node simulated, for the record
     */
    record Release(RealPod pod, String node) implements Action {}

    /** It runs without having waited; the record says where it would be. */
    record Note(RealPod pod, String node) implements Action {}

    /** Its status says why it has no node, in the simulated scheduler's words. */
    record Tell(RealPod pod, String obstacle) implements Action {}

    /** To a node on which kube-scheduler would not put it. */
    record Bind(RealPod pod, String node) implements Action {}

    /**
     * The simulated cluster took it away: scale-down, preemption, a lost or reclaimed node.
     *
     * @param graceSeconds -1 = its own
     */
    record Evict(RealPod pod, long graceSeconds) implements Action {}

    /** On a simulated node nobody but us says how it is. */
    record Play(RealPod pod, PodState.Stage stage, boolean ready, String reason, String message) implements Action {}

    /** It has left a simulated node: there is no kubelet that would say so. */
    record Bury(RealPod pod) implements Action {}
}
