package dev.gkelocal.autopilot.core.provisioning.selection;

import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.shapes.ComputeClass;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import dev.gkelocal.autopilot.core.provisioning.shapes.PodFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Picks the machine families of a Pod, before they are checked against everything else. */
final class FamilyChoice {
    private static final String EK = "ek";
    private static final String E2 = "e2";
    private static final String E4 = "e4";
    private static final String E4A = "e4a";
    private static final String C4A = "c4a";
    private static final Set<String> ARM_FALLBACKS = Set.of("n4a", C4A);
    private static final Set<String> ONLY_ARM = Set.of("arm64");
    private static final String AUTOPILOT_CLASS = "autopilot";
    private static final String TDX = "TDX";

    private final MachineCatalogue catalogue;
    private final ClusterMachines cluster;
    private final Demand demand;
    private final Set<String> architectures;

    FamilyChoice(MachineCatalogue catalogue, ClusterMachines cluster, Demand demand, Set<String> architectures) {
        this.catalogue = catalogue;
        this.cluster = cluster;
        this.demand = demand;
        this.architectures = Set.copyOf(architectures);
    }

    sealed interface Families {
        /** @param computeClass predefined; empty without */
        record Found(List<MachineFamily> families, String computeClass, Selection.How how) implements Families {
            public Found {
                families = List.copyOf(families);
            }
        }

        record Refused(Refusal why) implements Families {}

        /** The rule leaves it open. */
        record Open() implements Families {}
    }

    Families choose() {
        return switch (ofRule(catalogue, demand.rule())) {
            case Families.Found found -> enabled(found);
            case Families.Refused refused -> refused;
            case Families.Open() -> withoutRule();
        };
    }

    /** What a rule of a custom class says by itself. */
    static Families ofRule(MachineCatalogue catalogue, ClassRule rule) {
        if (!rule.podFamily().isEmpty()) {
            return PodFamily.bundled(rule.podFamily())
                    .<Families>map(
                            it -> new Families.Found(families(catalogue, it.families()), "", Selection.How.SPECIFIED))
                    .orElseGet(() -> new Families.Refused(Refusal.podFamilyUnknown(rule.podFamily())));
        }
        if (!rule.machineType().isEmpty()) {
            return catalogue
                    .familyOf(rule.machineType())
                    .<Families>map(FamilyChoice::specified)
                    .orElseGet(() -> new Families.Refused(Refusal.machineType(rule.machineType())));
        }
        if (!rule.accelerators().gpuType().isEmpty() || rule.machineFamily().isEmpty()) {
            return new Families.Open();
        }
        return catalogue
                .family(rule.machineFamily())
                .<Families>map(FamilyChoice::specified)
                .orElseGet(() -> new Families.Refused(Refusal.familyUnknown(rule.machineFamily())));
    }

    private static Families.Found specified(MachineFamily family) {
        return new Families.Found(List.of(family), "", Selection.How.SPECIFIED);
    }

    private static List<MachineFamily> families(MachineCatalogue catalogue, List<String> names) {
        return names.stream().flatMap(it -> catalogue.family(it).stream()).toList();
    }

    private static List<MachineFamily> without(List<MachineFamily> families, String name) {
        return families.stream().filter(it -> !it.name().equals(name)).toList();
    }

    /** Drops families that are not rolled out, and adds those to fall back to. */
    private Families enabled(Families.Found found) {
        var podFamily = demand.rule().podFamily();
        var families = found.families;
        if (!cluster.features().ekSpot()
                && (demand.spot() || !cluster.features().resizableInPodFamily().contains(EK))) {
            families = without(families, EK);
        }
        if (!isOffered(E4A)) {
            families = without(families, E4A);
        }
        if (podFamily.equals(PodFamily.GENERAL_PURPOSE)) {
            families = withFallbacks(e4Filtered(families));
        }
        if (podFamily.equals(PodFamily.GENERAL_PURPOSE_ARM)) {
            families = cluster.features().armFallbacks()
                    ? families
                    : families.stream()
                            .filter(it -> !ARM_FALLBACKS.contains(it.name()))
                            .toList();
            if (families.isEmpty()) {
                return new Families.Refused(Refusal.podFamilyUnknown(podFamily));
            }
        }
        return families.isEmpty()
                ? new Families.Refused(
                        Refusal.podFamilyUnknown(podFamily + " after filtering out disabled machine families"))
                : new Families.Found(families, "", found.how);
    }

    private List<MachineFamily> withFallbacks(List<MachineFamily> families) {
        if (!(cluster.autopilot() || demand.managed())
                || !demand.stateless()
                || !cluster.features().extendedFallbacks()) {
            return families;
        }
        var more = new ArrayList<>(families);
        PodFamily.bundled(PodFamily.GENERAL_PURPOSE).ifPresent(it -> more.addAll(families(catalogue, it.fallbacks())));
        return more;
    }

    private boolean isOffered(String family) {
        return (cluster.autopilot() && cluster.features().resizableInAutopilot().contains(family))
                || (demand.managed()
                        && cluster.features().resizableInPodFamily().contains(family));
    }

    private boolean isE4Enabled() {
        boolean stateful =
                cluster.autopilot() && cluster.features().resizableForStateful().contains(E4);
        return isOffered(E4) && (cluster.isWithoutE2() || stateful || demand.stateless());
    }

    /** Without E2 machines in the region only E4 is left. */
    private List<MachineFamily> e4Filtered(List<MachineFamily> families) {
        if (!isE4Enabled()) {
            return without(families, E4);
        }
        return cluster.isWithoutE2() ? without(without(families, E2), EK) : families;
    }

    private Families withoutRule() {
        var asked = demand.labels().single(GkeLabels.COMPUTE_CLASS).orElse("");
        var familyName = demand.labels().single(GkeLabels.MACHINE_FAMILY).orElse("");
        var family = catalogue.family(familyName);
        if (!familyName.isEmpty() && family.isEmpty()) {
            return new Families.Refused(Refusal.familyUnknown(familyName));
        }
        var predefined = catalogue.computeClass(asked);
        if (predefined.isPresent()) {
            return ofClass(predefined.get(), family.stream().toList());
        }
        if (family.isPresent()) {
            return specified(family.get());
        }
        if (!demand.reservedMachineType().isEmpty()) {
            return catalogue
                    .familyOf(demand.reservedMachineType())
                    .<Families>map(it -> new Families.Found(List.of(it), "", Selection.How.IMPLIED))
                    .orElseGet(() -> new Families.Refused(Refusal.machineType(demand.reservedMachineType())));
        }
        return general(!asked.isEmpty());
    }

    /** @param family that the Pod selects; none or one */
    private Families ofClass(ComputeClass chosen, List<MachineFamily> family) {
        if (!cluster.autopilot()) {
            return new Families.Refused(Refusal.classNeedsAutopilot(chosen.name()));
        }
        if (!family.isEmpty() && !chosen.sliceOfHardware()) {
            return new Families.Refused(Refusal.classWithFamily(chosen.name()));
        }
        if (chosen.accelerator()) {
            return demand.gpuType().isEmpty() && demand.tpuType().isEmpty()
                    ? new Families.Refused(Refusal.classWithoutAccelerator(chosen.name()))
                    : named(byDefault(false), chosen);
        }
        if (!chosen.sliceOfHardware()) {
            var families = families(catalogue, chosen.families());
            return new Families.Found(
                    chosen.name().equals(AUTOPILOT_CLASS) ? e4Filtered(families) : families,
                    chosen.name(),
                    Selection.How.SPECIFIED);
        }
        if (family.isEmpty()) {
            return architectures.equals(ONLY_ARM)
                    ? named(arm(false), chosen)
                    : new Families.Refused(Refusal.classWithoutFamily(chosen.name()));
        }
        return chosen.families().contains(family.getFirst().name())
                ? named(specified(family.getFirst()), chosen)
                : new Families.Refused(Refusal.classWithForeignFamily(
                        chosen.name(), family.getFirst().name()));
    }

    private static Families named(Families.Found found, ComputeClass chosen) {
        return new Families.Found(found.families, chosen.name(), found.how);
    }

    /** Resizable machines first, the default family where they are short; custom classes bill nodes, so they get none. */
    private Families general(boolean customClass) {
        var usual = byDefault(isOffered(E4A));
        boolean resizable = cluster.features().resizableInAutopilot().contains(EK)
                && !cluster.isConfidential()
                && (cluster.features().ekSpot() || (!customClass && !demand.spot()));
        if (!resizable) {
            return usual;
        }
        var families = new ArrayList<>(families(catalogue, List.of(EK)));
        families.addAll(usual.families);
        return new Families.Found(families, "", usual.how);
    }

    private Families.Found byDefault(boolean e4a) {
        var implied = catalogue.familyForGpu(demand.gpuType()).or(() -> catalogue.familyForTpu(demand.tpuType()));
        if (implied.isPresent()) {
            return new Families.Found(List.of(implied.get()), "", Selection.How.IMPLIED);
        }
        if (architectures.equals(ONLY_ARM)) {
            return arm(e4a);
        }
        if (cluster.isConfidential()) {
            var family = cluster.confidentialType().equals(TDX) ? "c3" : "n2d";
            return new Families.Found(families(catalogue, List.of(family)), "", Selection.How.IMPLIED);
        }
        return new Families.Found(families(catalogue, List.of(cluster.defaultFamily())), "", Selection.How.DEFAULT);
    }

    private Families.Found arm(boolean e4a) {
        return new Families.Found(families(catalogue, List.of(e4a ? E4A : C4A)), "", Selection.How.IMPLIED);
    }
}
