package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Pod;

/** Pods that removals treat apart. */
final class Kinds {
    static final String SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";

    private static final String BALLOON = "gke-system-balloon-pod-";
    private static final String LOOKAHEAD = "cloud.google.com/ca-lookahead-pod";
    private static final String MIRROR = "kubernetes.io/config.mirror";
    private static final String SYSTEM = "kube-system";

    private Kinds() {}

    /** Covers the part of a resizable node that is not powered. */
    static boolean isBalloon(Pod pod) {
        return pod.namespace().equals(SYSTEM) && pod.name().startsWith(BALLOON);
    }

    /** Keeps room on a resizable node; no user's. */
    static boolean isLookahead(Pod pod) {
        return pod.labels().containsKey(LOOKAHEAD);
    }

    static boolean isDaemon(Pod pod) {
        return pod.owner().startsWith("DaemonSet/");
    }

    /** A static Pod: it belongs to its node. */
    static boolean isStatic(Pod pod) {
        return pod.annotations().containsKey(MIRROR) || pod.owner().startsWith("Node/") || isBalloon(pod);
    }

    /** Goes with its node, no one moves it. */
    static boolean staysWithNode(Pod pod) {
        return isDaemon(pod) || isStatic(pod) || isLookahead(pod);
    }

    static boolean isSystem(Pod pod) {
        return pod.namespace().equals(SYSTEM);
    }

    static boolean isSafe(Pod pod) {
        return pod.annotations().getOrDefault(SAFE_TO_EVICT, "").equals("true");
    }

    /** Asks for extended duration, up to 7 days. */
    static boolean isExtended(Pod pod) {
        return pod.annotations().getOrDefault(SAFE_TO_EVICT, "").equals("false");
    }
}
