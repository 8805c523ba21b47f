package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.requirements.LabelRequirements;
import dev.gkelocal.autopilot.core.provisioning.requirements.LabelValues;
import dev.gkelocal.autopilot.core.provisioning.selection.ClassRule;
import dev.gkelocal.autopilot.core.provisioning.selection.Demand;
import dev.gkelocal.autopilot.core.provisioning.selection.MachineSelector;
import dev.gkelocal.autopilot.core.provisioning.selection.MachineSpec;
import dev.gkelocal.autopilot.core.provisioning.selection.Selection;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.PodFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which machines a shard may get, in the order of wishes: the priorities of its custom class, the predefined class, or the cluster's
 * usual machines, and behind those the families to fall back to when they are out of stock (autopilot sheet 1.10, 1.11).
 */
final class Tiers {
    private static final Set<String> USUAL = Set.of("ek", "e2", "e4");
    private static final Set<String> BUILT_IN = Set.of("autopilot", "autopilot-spot", "autopilot-arm");

    /**
     * @param wish of the custom class; {@link ClassPlan.Priority#NONE} otherwise
     * @param autoCreation new groups may be made
     * @param afterStockOut only when an earlier tier failed for want of machines
     */
    record Tier(String name, MachineSpec spec, ClassPlan.Priority wish, boolean autoCreation, boolean afterStockOut) {
        ClassRule rule() {
            return wish.rule();
        }
    }

    private final MachineCatalogue catalogue;
    private final NapSettings settings;
    private final NapFacts facts;
    private final List<Tier> found = new ArrayList<>();
    private final List<Reason> refused = new ArrayList<>();

    Tiers(MachineCatalogue catalogue, NapSettings settings, NapFacts facts, Shard shard) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.facts = facts;
        collect(shard);
    }

    List<Tier> all() {
        return List.copyOf(found);
    }

    /** Why wishes have no machines at all. */
    List<Reason> refused() {
        return List.copyOf(refused);
    }

    private void collect(Shard shard) {
        var name = shard.computeClass();
        var custom = facts.classes().get(name);
        if (custom != null) {
            ofClass(shard, custom);
        } else if (name.isEmpty()
                || BUILT_IN.contains(name)
                || catalogue.computeClass(name).isPresent()) {
            add("machines of the Pod", usualLabels(shard), ClassPlan.Priority.NONE, shard, true);
            if (settings.fallbackFamilies() && isUsual(shard)) {
                fallbacks();
            }
        } else {
            refused.add(Reason.classNotFound(name));
        }
    }

    private void ofClass(Shard shard, ClassPlan plan) {
        var number = 0;
        for (var wish : plan.priorities()) {
            number++;
            add(
                    "priority " + number + " of ComputeClass " + plan.name(),
                    shard.labels(),
                    wish,
                    shard,
                    plan.autoCreation() && wish.nodePools().isEmpty());
        }
        if (plan.scaleUpAnyway()) {
            add(
                    "ScaleUpAnyway of ComputeClass " + plan.name(),
                    shard.labels(),
                    ClassPlan.Priority.NONE,
                    shard,
                    plan.autoCreation());
        }
    }

    private void add(
            String name, LabelRequirements labels, ClassPlan.Priority wish, Shard shard, boolean autoCreation) {
        var demand = Demand.of(labels, wish.rule(), shard.isStateless());
        switch (new MachineSelector(catalogue, settings.machines()).select(demand)) {
            case Selection.Chosen(var spec, var ignored, var lost) ->
                found.add(new Tier(name, spec, wish, autoCreation, false));
            case Selection.None(var why) -> refused.add(Reason.of(why));
        }
    }

    /** Names of the built-in general-purpose class stand for Spot or Arm, or for nothing special. */
    private static LabelRequirements usualLabels(Shard shard) {
        return switch (shard.computeClass()) {
            case "autopilot" -> without(shard.labels(), GkeLabels.COMPUTE_CLASS);
            case "autopilot-spot" -> with(without(shard.labels(), GkeLabels.COMPUTE_CLASS), GkeLabels.SPOT, "true");
            case "autopilot-arm" ->
                with(without(shard.labels(), GkeLabels.COMPUTE_CLASS), GkeLabels.ARCHITECTURE, "arm64");
            default -> shard.labels();
        };
    }

    private static LabelRequirements without(LabelRequirements labels, String key) {
        var less = new TreeMap<>(labels.byKey());
        less.remove(key);
        return new LabelRequirements(less);
    }

    private static LabelRequirements with(LabelRequirements labels, String key, String value) {
        var more = new TreeMap<>(labels.byKey());
        more.put(key, LabelValues.of(value));
        return new LabelRequirements(more);
    }

    private boolean isUsual(Shard shard) {
        return shard.isStateless()
                && found.stream()
                        .anyMatch(it -> it.spec().computeClass().isEmpty()
                                && it.spec().families().stream().allMatch(family -> USUAL.contains(family.name())));
    }

    private void fallbacks() {
        PodFamily.bundled(PodFamily.GENERAL_PURPOSE)
                .ifPresent(it -> it.fallbacks()
                        .forEach(name -> catalogue
                                .family(name)
                                .ifPresent(family -> found.add(new Tier(
                                        "fallback to " + name,
                                        MachineSpec.of(List.of(family)),
                                        ClassPlan.Priority.NONE,
                                        true,
                                        true)))));
    }
}
