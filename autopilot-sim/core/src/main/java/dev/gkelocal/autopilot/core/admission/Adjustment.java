package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.classes.PodClass;
import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The annotations that tell what Autopilot did with the resources of an object (autopilot sheet 1.4). */
final class Adjustment {
    private static final String ADJUSTMENT = "autopilot.gke.io/resource-adjustment";
    private static final String WARDEN_VERSION = "autopilot.gke.io/warden-version";
    private static final Path ANNOTATIONS = Path.of("metadata", "annotations");

    private final Workload workload;
    private final PodClass podClass;
    private final ClusterRules cluster;
    private final List<Change> changes;

    private record Release(ClusterVersion since, String version) {}

    private static final class Shipped {
        static final List<Release> RELEASES = DataTable.read(Adjustment.class, "warden-versions.tsv").rows().stream()
                .map(row ->
                        new Release(ClusterVersion.of(row.getOrDefault("since", "")), row.getOrDefault("version", "")))
                .toList();
    }

    Adjustment(Workload workload, PodClass podClass, ClusterRules cluster, List<Change> changes) {
        this.workload = workload;
        this.podClass = podClass;
        this.cluster = cluster;
        this.changes = changes;
    }

    /** The annotations go to the applied object itself, also where it only holds a template. */
    Value annotate(Value object, PodDraft draft) {
        var modified = draft.isModified();
        var known = object.get(ANNOTATIONS).get(ADJUSTMENT).isSet();
        if (!modified && (known || !cluster.settings().annotateUnmodified())) {
            return object;
        }
        var annotated = set(object, ADJUSTMENT, Json.write(described(draft, modified)));
        return set(annotated, WARDEN_VERSION, wardenVersion());
    }

    private Value described(PodDraft draft, boolean modified) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("input", containers(draft, ContainerDraft::input));
        fields.put("output", containers(draft, ContainerDraft::described));
        if (cluster.has(Feature.CLASS_IN_ANNOTATION)) {
            fields.put("computeClassAtAdmission", Value.of(podClass.label().isEmpty() ? "Default" : podClass.label()));
        }
        fields.put("modified", Value.of(modified));
        return Value.of(fields);
    }

    private static Value containers(PodDraft draft, Function<ContainerDraft, Value> how) {
        Map<String, Value> lists = new LinkedHashMap<>();
        if (!draft.init().isEmpty()) {
            lists.put("initContainers", Value.of(draft.init().stream().map(how).toList()));
        }
        lists.put("containers", Value.of(draft.app().stream().map(how).toList()));
        return Value.of(lists);
    }

    private Value set(Value object, String annotation, String text) {
        var path = ANNOTATIONS.then(annotation);
        var before = object.get(path);
        if (before.text().equals(text)) {
            return object;
        }
        changes.add(new Change(Rule.ANNOTATION, path, before, Value.of(text), "tells what was done to " + workload));
        return object.with(path, Value.of(text));
    }

    private String wardenVersion() {
        return Shipped.RELEASES.stream()
                .filter(it -> cluster.traits().version().atLeast(it.since()))
                .reduce((earlier, later) -> later)
                .map(Release::version)
                .orElse("");
    }
}
