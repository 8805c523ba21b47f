package dev.gkelocal.cloudrun.pods;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names, labels and annotations by which a Pod says which instance it is: all that a restarted program knows of it. */
final class PodMarks {
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String COMPONENT = "app.kubernetes.io/component";
    static final Map<String, String> OURS = Map.of(MANAGED_BY, "gke-local", COMPONENT, "cloud-run-instance");

    private static final String PREFIX = "cloudrun.gkelocal.dev/";
    static final String INSTANCE = PREFIX + "instance";
    /** Annotation: the name in full, which is longer than a label may be. */
    static final String REVISION_NAME = PREFIX + "revision-name";
    /** Annotation: in full precision. */
    static final String CREATE_TIME = PREFIX + "create-time";
    /** Annotation, set once it listened. */
    static final String READY_TIME = PREFIX + "ready-time";

    private static final int SUFFIX = 10;

    private PodMarks() {}

    /** {@code SERVICE-NNNNN-abc-SUFFIX}: the revision begins with its service, the rest tells instances apart. */
    static String name(InstanceId id, RevisionName revision) {
        var own = id.value();
        return revision.revision() + "-" + own.substring(0, Math.min(SUFFIX, own.length()));
    }

    static Map<String, String> labels(InstanceId id, RevisionName revision) {
        var labels = new LinkedHashMap<>(OURS);
        labels.put("app.kubernetes.io/part-of", "gke-local");
        labels.put(PREFIX + "project", revision.service().project());
        labels.put(PREFIX + "region", revision.service().region());
        labels.put(PREFIX + "service", revision.service().service());
        labels.put(PREFIX + "revision", revision.revision());
        labels.put(INSTANCE, id.value());
        return labels;
    }

    static Map<String, String> annotations(RevisionName revision, Instant createTime) {
        return Map.of(REVISION_NAME, revision.toString(), CREATE_TIME, createTime.toString());
    }

    static Optional<InstanceId> instance(Pod pod) {
        var labels = pod.getMetadata().getLabels();
        return Optional.ofNullable(labels == null ? null : labels.get(INSTANCE)).map(InstanceId::new);
    }

    static Optional<RevisionName> revision(Pod pod) {
        try {
            return annotation(pod, REVISION_NAME).map(RevisionName::parse);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static Optional<Instant> time(Pod pod, String annotation) {
        try {
            return annotation(pod, annotation).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> annotation(Pod pod, String name) {
        @Nullable Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return Optional.ofNullable(annotations == null ? null : annotations.get(name));
    }
}
