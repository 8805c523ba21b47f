package dev.gkelocal.autopilot.core.consolidation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What removing a node depends on, beside the node itself.
 *
 * @param annotations of the Node object
 * @param poolAtMinimum its pool may not get smaller
 * @param excluded why it is not looked at: a resize, an upgrade or a removal is under way, or it is the one to grow first; empty =
 *     it is looked at
 * @param unneededTime of its ComputeClass, field autoscalingPolicy.consolidationDelay
 */
public record NodeFacts(
        Map<String, String> annotations, boolean poolAtMinimum, String excluded, Optional<Duration> unneededTime) {
    /** Nothing special. */
    public static final NodeFacts PLAIN = new NodeFacts(Map.of(), false, "", Optional.empty());

    static final String SCALE_DOWN_DISABLED = "cluster-autoscaler.kubernetes.io/scale-down-disabled";

    public NodeFacts {
        annotations = Map.copyOf(annotations);
    }

    public NodeFacts excludedFor(String why) {
        return new NodeFacts(annotations, poolAtMinimum, why, unneededTime);
    }

    boolean isDisabled() {
        return annotations.getOrDefault(SCALE_DOWN_DISABLED, "").equals("true");
    }
}
