package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.manifest.Workload;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one warning that a changed object brings, in the wording of the cluster's time: warnings.tsv beside this class. */
final class AdjustmentWarning {
    private record Wording(String form, ClusterVersion since, String text) {}

    private static final class Shipped {
        static final List<Wording> ERAS = DataTable.read(AdjustmentWarning.class, "warnings.tsv").rows().stream()
                .map(row -> new Wording(
                        row.getOrDefault("form", ""),
                        ClusterVersion.of(row.getOrDefault("since", "")),
                        row.getOrDefault("text", "")))
                .toList();
    }

    private AdjustmentWarning() {}

    /** Empty where nothing or only ephemeral storage was filled in, which passes silently. */
    static List<String> of(PodDraft draft, Workload workload, ClusterVersion version) {
        var defaulted = draft.all()
                .filter(it -> it.defaulted().stream().anyMatch(AdjustmentWarning::isTold))
                .toList();
        var adjusted = draft.all().filter(ContainerDraft::adjusted).toList();
        if (defaulted.isEmpty() && adjusted.isEmpty()) {
            return List.of();
        }
        var resources = defaulted.stream()
                .flatMap(it -> it.defaulted().stream())
                .filter(AdjustmentWarning::isTold)
                .distinct()
                .toList();
        var form = defaulted.isEmpty()
                ? "adjusted"
                : !adjusted.isEmpty() ? "both" : resources.size() == 1 ? "defaulted-one" : "defaulted";
        return List.of(template(form, version)
                .replace("{object}", workload.toString())
                .replace("{resource}", resources.isEmpty() ? "" : resources.getFirst())
                .replace("{resources}", resources.size() == 1 ? "'" + resources.getFirst() + "' resource" : "resources")
                .replace("{noun}", defaulted.size() == 1 ? "container" : "containers")
                .replace("{defaulted}", names(defaulted.stream()))
                .replace("{adjusted}", names(adjusted.stream())));
    }

    private static boolean isTold(String resource) {
        return !resource.equals(ContainerDraft.EPHEMERAL);
    }

    private static String names(Stream<ContainerDraft> containers) {
        return containers.map(ContainerDraft::name).collect(Collectors.joining(", "));
    }

    private static String template(String form, ClusterVersion version) {
        return Shipped.ERAS.stream()
                .filter(it -> it.form().equals(form) && version.atLeast(it.since()))
                .reduce((earlier, later) -> later)
                .map(Wording::text)
                .orElseThrow(() -> new IllegalStateException("warnings.tsv has no " + form + " for " + version));
    }
}
