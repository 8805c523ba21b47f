package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.List;

/** What became of a pending Pod. */
public sealed interface Outcome {
    Pod pod();

    /**
     * @param pod as it was, without the node
     * @param feasible nodes that fit, of which this one scored highest
     */
    record Placed(Pod pod, String node, int feasible, long score) implements Outcome {}

    /**
     * Gets the node once the victims are gone.
     *
     * @param violations victims whose disruption budget allowed none
     * @param message of the event FailedScheduling that precedes it
     */
    record Preempting(Pod pod, String node, List<Pod> victims, int violations, String message) implements Outcome {
        public Preempting {
            victims = List.copyOf(victims);
        }
    }

    /** @param message of the event FailedScheduling */
    record Unschedulable(Pod pod, String message) implements Outcome {}

    /** Held by scheduling gates; no node is looked at. */
    record Gated(Pod pod, String message) implements Outcome {}
}
