package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A Kubernetes event.
 *
 * @param kind of the object that it is about
 * @param object its name; {@code namespace/name} for Pods
 * @param isWarning type Warning rather than Normal
 * @param source the component that says it
 */
public record Notice(String kind, String object, boolean isWarning, String reason, String message, String source) {
    /** The events of this room; their texts are data. */
    enum Text {
        PLAN_EMPTY,
        PLAN_DRAIN,
        MARK,
        REMOVED,
        FAILED,
        EVICT,
        EVICT_FAILED,
        PREEMPTED,
        SHUTDOWN,
        DRAIN,
        RESIZED;

        Notice about(String object, String node, String detail) {
            var row = Texts.BY_ID.get(name());
            if (row == null) {
                throw new IllegalStateException("events.tsv has no " + name());
            }
            return new Notice(
                    row.getOrDefault("object", ""),
                    object,
                    row.getOrDefault("type", "").equals("Warning"),
                    row.getOrDefault("reason", ""),
                    row.getOrDefault("message", "").replace("{0}", node).replace("{1}", detail),
                    row.getOrDefault("source", ""));
        }

        Notice about(String object) {
            return about(object, object, "");
        }
    }

    /** Where the autoscaler writes about itself. */
    static final String STATUS = "kube-system/cluster-autoscaler-status";

    private static final class Texts {
        private static final Map<String, Map<String, String>> BY_ID =
                DataTable.read(Notice.class, "events.tsv").rows().stream()
                        .collect(Collectors.toMap(it -> it.getOrDefault("id", ""), Function.identity()));
    }
}
