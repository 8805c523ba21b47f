package dev.gkelocal.autopilot.core.cluster;

import java.util.Optional;

/** Keeps an index or an account of its own in step with the world. */
interface WorldListener {
    /** @param before equal to {@code after} for a new Pod */
    default void podChanged(PodState before, PodState after) {}

    default void podRemoved(PodState pod) {}

    default void nodeChanged(Optional<NodeState> before, NodeState after) {}

    default void nodeRemoved(NodeState node) {}
}
