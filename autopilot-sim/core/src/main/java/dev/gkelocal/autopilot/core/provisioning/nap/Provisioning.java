package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.provisioning.choice.Choice;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done for Pods that fit nowhere, and why.
 *
 * @param upsizings nodes that grow in place; they come first because they take seconds
 * @param plans groups that grow
 * @param failures of groups that were tried in vain; they should be left alone for a while
 * @param refused Pods that nothing helps, each with all reasons
 * @param events that Pods get, in this order
 */
public record Provisioning(
        List<Upsizing> upsizings,
        List<ScaleUp> plans,
        List<Failure> failures,
        List<Refused> refused,
        List<PodEvent> events) {
    public Provisioning {
        upsizings = List.copyOf(upsizings);
        plans = List.copyOf(plans);
        failures = List.copyOf(failures);
        refused = List.copyOf(refused);
        events = List.copyOf(events);
    }

    /** @param pods that the node then holds */
    public record Upsizing(String node, Size from, Size to, List<Pod> pods) {}

    /**
     * @param pool to grow; {@link dev.gkelocal.autopilot.core.provisioning.choice.NodeGroup#isNew} tells whether it must be made
     * @param tier which wish of the Pods it fulfils, such as a priority of their class
     * @param choice all options with their scores
     */
    public record ScaleUp(Pool pool, List<NewNode> nodes, String tier, Choice choice) {
        public int before() {
            return pool.group().nodes();
        }

        public int after() {
            return pool.group().nodes() + nodes.size();
        }
    }

    /**
     * @param pods that it is for
     * @param vm size to start with, for nodes that can be resized
     */
    public record NewNode(List<Pod> pods, Optional<Size> vm) {}

    /** Why a scale-up cannot be carried out, with the ids of the visibility log. */
    public enum Error {
        OUT_OF_RESOURCES("scale.up.error.out.of.resources", "GCE out of resources"),
        QUOTA_EXCEEDED("scale.up.error.quota.exceeded", "GCE quota exceeded"),
        IP_SPACE_EXHAUSTED("scale.up.error.ip.space.exhausted", "IP space exhausted");

        private final String id;
        private final String text;

        Error(String id, String text) {
            this.id = id;
            this.text = text;
        }

        public String id() {
            return id;
        }

        public String text() {
            return text;
        }
    }

    public record Failure(Pool pool, Error error, List<Pod> pods) {}

    public record Refused(Pod pod, List<Reason> reasons) {}

    /** @param reason such as TriggeredScaleUp */
    public record PodEvent(Pod pod, boolean warning, String reason, String message) {}
}
