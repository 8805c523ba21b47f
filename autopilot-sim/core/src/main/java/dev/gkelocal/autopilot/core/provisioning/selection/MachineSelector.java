package dev.gkelocal.autopilot.core.provisioning.selection;

import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.requirements.LabelRequirements;
import dev.gkelocal.autopilot.core.provisioning.shapes.ComputeClass;
import dev.gkelocal.autopilot.core.provisioning.shapes.CpuPlatform;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Selects machines for Pods as node auto-provisioning does (cluster-autoscaler, pkg/autoprovisioning/machineselection). */
public final class MachineSelector {
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "arm64");
    private static final String DEFAULT_ARCHITECTURE = "amd64";

    private final MachineCatalogue catalogue;
    private final ClusterMachines cluster;

    public MachineSelector(MachineCatalogue catalogue, ClusterMachines cluster) {
        this.catalogue = catalogue;
        this.cluster = cluster;
    }

    /** Families of the Pod's class, kept as far as they suit everything else that is asked for. */
    public Selection select(Demand demand) {
        return switch (architectures(demand.labels())) {
            case Asked.No<SortedSet<String>>(var why) -> new Selection.None(why);
            case Asked.Yes<SortedSet<String>>(var architectures) ->
                switch (spec(demand, architectures)) {
                    case Selection.Chosen(var spec, var how, var lost) ->
                        limited(spec, how, limitArchitectures(spec, architectures));
                    case Selection.None none -> none;
                };
        };
    }

    /** An answer to what a Pod asks for, or why it cannot be read. */
    sealed interface Asked<T> {
        record Yes<T>(T value) implements Asked<T> {}

        record No<T>(Refusal why) implements Asked<T> {}
    }

    /** None where all would do. */
    static Asked<SortedSet<String>> architectures(LabelRequirements labels) {
        var asked = new TreeSet<String>();
        labels.values(GkeLabels.ARCHITECTURE).ifPresent(it -> asked.addAll(it.values()));
        for (var each : asked) {
            if (!ARCHITECTURES.contains(each)) {
                return new Asked.No<>(Refusal.architectureUnknown(each));
            }
        }
        return new Asked.Yes<>(asked);
    }

    /** What is asked for, not yet checked for contradictions. */
    Selection spec(Demand demand, Set<String> architectures) {
        return switch (new FamilyChoice(catalogue, cluster, demand, architectures).choose()) {
            case FamilyChoice.Families.Refused(var why) -> new Selection.None(why);
            case FamilyChoice.Families.Open() -> throw new IllegalStateException("a Pod's families were left open");
            case FamilyChoice.Families.Found(var families, var name, var how) ->
                switch (platform(families, demand.labels(), demand.rule())) {
                    case Asked.No<CpuPlatform>(var why) -> new Selection.None(why);
                    case Asked.Yes<CpuPlatform>(var platform) ->
                        new Selection.Chosen(spec(demand, families, name, platform), how, List.of());
                };
        };
    }

    private MachineSpec spec(Demand demand, List<MachineFamily> families, String name, CpuPlatform platform) {
        return new MachineSpec(
                families,
                name,
                platform,
                demand.gpuType(),
                demand.tpuType(),
                demand.bootDiskType(),
                List.of(),
                demand.reservedMachineType().isEmpty() ? List.of() : List.of(demand.reservedMachineType()),
                cluster.isConfidential(),
                cluster.confidentialType());
    }

    /** A rule decides alone; then the Pod; then the cluster, as far as one of the families can do it. */
    Asked<CpuPlatform> platform(List<MachineFamily> families, LabelRequirements labels, ClassRule rule) {
        if (rule.given()) {
            return ruled(rule);
        }
        var names = new ArrayList<String>();
        for (var key : labels.keysWithPrefix(GkeLabels.SUPPORTED_CPU_PLATFORM_PREFIX)) {
            labels.single(key)
                    .filter("true"::equals)
                    .ifPresent(ignored -> names.add(key.substring(GkeLabels.SUPPORTED_CPU_PLATFORM_PREFIX.length())));
        }
        labels.single(GkeLabels.REQUESTED_MIN_CPU_PLATFORM).ifPresent(names::add);
        return switch (names.size()) {
            case 0 -> new Asked.Yes<>(ofCluster(families));
            case 1 -> platform(names.getFirst());
            default -> new Asked.No<>(Refusal.severalPlatforms());
        };
    }

    Asked<CpuPlatform> ruled(ClassRule rule) {
        return rule.minCpuPlatform().equals(ClassRule.ANY_PLATFORM)
                ? new Asked.Yes<>(CpuPlatform.ANY)
                : platform(rule.minCpuPlatform());
    }

    private Asked<CpuPlatform> platform(String name) {
        return catalogue
                .platform(name)
                .<Asked<CpuPlatform>>map(Asked.Yes::new)
                .orElseGet(() -> new Asked.No<>(Refusal.platformUnknown(name)));
    }

    private CpuPlatform ofCluster(List<MachineFamily> families) {
        return catalogue
                .platform(cluster.minCpuPlatform())
                .filter(wanted -> families.stream()
                        .anyMatch(it -> Constraints.platform(wanted).hold(it, catalogue)))
                .orElse(CpuPlatform.ANY);
    }

    /** Scale-Out has machines of both architectures; who does not care gets amd64. */
    static Set<String> limitArchitectures(MachineSpec spec, Set<String> architectures) {
        return spec.computeClass().equals(ComputeClass.SCALE_OUT)
                        && spec.minCpuPlatform().isAny()
                        && architectures.isEmpty()
                ? Set.of(DEFAULT_ARCHITECTURE)
                : architectures;
    }

    /** Families that suit the whole spec; the first one's refusal where none does. */
    Selection limited(MachineSpec spec, Selection.How how, Set<String> architectures) {
        var check = new FamilyCheck(catalogue, cluster, spec, architectures);
        var kept = new ArrayList<MachineFamily>();
        var lost = new ArrayList<Refusal>();
        for (var family : spec.families()) {
            check.problemOf(family).ifPresentOrElse(lost::add, () -> kept.add(family));
        }
        return kept.isEmpty() ? new Selection.None(lost.getFirst()) : new Selection.Chosen(spec.with(kept), how, lost);
    }
}
