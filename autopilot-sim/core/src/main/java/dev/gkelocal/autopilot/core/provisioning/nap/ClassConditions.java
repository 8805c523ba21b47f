package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.util.List;
import java.util.Optional;

/**
 * Whether a custom ComputeClass can work, as the autoscaler writes it into the object's status: the first fault that is found is
 * told, checks of the cluster before those of the machines, priorities in their order. Node pools that carry a class's label
 * wrongly, reservations, node system configuration and resource tags are not looked at.
 */
public final class ClassConditions {
    private final MachineCatalogue catalogue;
    private final Cluster cluster;

    /**
     * @param autoProvisioning node pools may be made
     * @param defaultFamily of machines where a rule names no family
     * @param zones of the cluster
     * @param pools that scale by themselves
     */
    public record Cluster(boolean autoProvisioning, String defaultFamily, List<String> zones, List<Pool> pools) {
        public Cluster {
            zones = List.copyOf(zones);
            pools = List.copyOf(pools);
        }

        public static Cluster of(NapSettings settings, NapFacts facts) {
            return new Cluster(
                    settings.maxPools() > 0, settings.machines().defaultFamily(), facts.zones(), facts.pools());
        }
    }

    public ClassConditions(MachineCatalogue catalogue, Cluster cluster) {
        this.catalogue = catalogue;
        this.cluster = cluster;
    }

    /** As Autopilot's provisioning is set up. */
    public static ClassConditions of(NapFacts facts) {
        return new ClassConditions(MachineCatalogue.bundled(), Cluster.of(NapSettings.AUTOPILOT, facts));
    }

    /** What is wrong; empty where the class can work. */
    public Optional<ClassCondition> misconfigured(ClassPlan plan) {
        return fault(plan);
    }

    /** What is wrong, if anything, and the health, which is always there. */
    public List<ClassCondition> of(ClassPlan plan) {
        var fault = fault(plan);
        return fault.map(it -> List.of(it, ClassCondition.health(false)))
                .orElseGet(() -> List.of(ClassCondition.health(true)));
    }

    private Optional<ClassCondition> fault(ClassPlan plan) {
        if (plan.autoCreation() && !cluster.autoProvisioning()) {
            return Optional.of(ClassCondition.provisioningDisabled());
        }
        return missingPool(plan)
                .or(() -> foreignZone(plan))
                .or(() -> unmatched(plan))
                .or(() -> misfit(plan));
    }

    private Optional<ClassCondition> missingPool(ClassPlan plan) {
        return plan.priorities().stream()
                .flatMap(it -> it.nodePools().stream())
                .filter(name -> cluster.pools().stream()
                        .noneMatch(it -> it.group().pool().equals(name)))
                .findFirst()
                .map(ClassCondition::poolMissing);
    }

    private Optional<ClassCondition> foreignZone(ClassPlan plan) {
        if (!cluster.autoProvisioning()) {
            return Optional.empty();
        }
        return plan.priorities().stream()
                .flatMap(it -> it.rule().zones().stream())
                .filter(it -> !cluster.zones().contains(it))
                .findFirst()
                .map(it -> ClassCondition.zone(it, cluster.zones()));
    }

    private Optional<ClassCondition> unmatched(ClassPlan plan) {
        var helped = plan.autoCreation()
                || cluster.pools().stream()
                        .filter(it -> plan.name().equals(it.template().labels().get(GkeLabels.COMPUTE_CLASS)))
                        .anyMatch(pool -> plan.scaleUpAnyway()
                                || plan.priorities().stream().anyMatch(it -> matches(pool, it)));
        return helped ? Optional.empty() : Optional.of(ClassCondition.nothingMatches());
    }

    private boolean matches(Pool pool, ClassPlan.Priority wish) {
        if (!wish.nodePools().isEmpty()) {
            return wish.nodePools().contains(pool.group().pool());
        }
        var rule = wish.rule();
        var node = pool.group().node();
        return (rule.machineFamily().isEmpty() || rule.machineFamily().equals(node.family()))
                && (rule.zones().isEmpty() || rule.zones().contains(pool.zone()))
                && rule.spot() == node.spot()
                && catalogue
                        .machineType(node.machineType())
                        .filter(rule::allows)
                        .isPresent();
    }

    /** Rules that name node pools ask for no machines. */
    private Optional<ClassCondition> misfit(ClassPlan plan) {
        return plan.priorities().stream()
                .filter(it -> it.nodePools().isEmpty())
                .flatMap(it -> new PriorityCheck(catalogue, cluster.defaultFamily(), it).fault().stream())
                .findFirst();
    }
}
