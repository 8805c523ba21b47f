package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Why nothing is removed, or not this node: the message ids of the autoscaler's visibility log (autopilot sheet 3.5). */
public enum Reason {
    NO_SCALE_DOWN_UNEXPECTED_ERROR,
    NO_SCALE_DOWN_NOT_TRIED,
    NO_SCALE_DOWN_IN_BACKOFF,
    NO_SCALE_DOWN_IN_PROGRESS,
    NO_SCALE_DOWN_NODE_SCALE_DOWN_DISABLED_ANNOTATION,
    NO_SCALE_DOWN_NODE_NODE_GROUP_MIN_SIZE_REACHED,
    NO_SCALE_DOWN_NODE_MINIMAL_RESOURCE_LIMITS_EXCEEDED,
    NO_SCALE_DOWN_NODE_NO_PLACE_TO_MOVE_PODS,
    NO_SCALE_DOWN_NODE_UNEXPECTED_ERROR,
    NO_SCALE_DOWN_NODE_POD_UNEXPECTED_ERROR,
    NO_SCALE_DOWN_NODE_POD_CONTROLLER_NOT_FOUND,
    NO_SCALE_DOWN_NODE_POD_MIN_REPLICAS_REACHED,
    NO_SCALE_DOWN_NODE_POD_NOT_BACKED_BY_CONTROLLER,
    NO_SCALE_DOWN_NODE_POD_HAS_LOCAL_STORAGE,
    NO_SCALE_DOWN_NODE_POD_NOT_SAFE_TO_EVICT_ANNOTATION,
    NO_SCALE_DOWN_NODE_POD_KUBE_SYSTEM_UNMOVABLE,
    NO_SCALE_DOWN_NODE_POD_NOT_ENOUGH_PDB,
    SCALE_DOWN_ERROR_FAILED_TO_MARK_TO_BE_DELETED,
    SCALE_DOWN_ERROR_FAILED_TO_EVICT_PODS,
    SCALE_DOWN_ERROR_FAILED_TO_DELETE_NODE_MIN_SIZE_REACHED,
    SCALE_DOWN_ERROR_FAILED_TO_DELETE_NODE_OTHER;

    /** As in the log: {@code no.scale.down.node.no.place.to.move.pods}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** What it means. */
    public String text() {
        var text = Texts.BY_ID.get(id());
        if (text == null) {
            throw new IllegalStateException("reasons.tsv has no " + id());
        }
        return text;
    }

    private static final class Texts {
        private static final Map<String, String> BY_ID = DataTable.read(Reason.class, "reasons.tsv").rows().stream()
                .collect(Collectors.toMap(it -> it.getOrDefault("id", ""), it -> it.getOrDefault("text", "")));
    }
}
