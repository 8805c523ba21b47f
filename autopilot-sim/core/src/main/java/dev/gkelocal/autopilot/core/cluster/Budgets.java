package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.consolidation.EvictionBudget;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.SelectorReader;
import dev.gkelocal.autopilot.core.scheduling.DisruptionBudget;
import java.util.ArrayList;
import java.util.List;

/** How many Pods every PodDisruptionBudget allows to be disrupted now. */
final class Budgets {
    private final World world;
    private final Shapes shapes;

    Budgets(World world, Shapes shapes) {
        this.world = world;
        this.shapes = shapes;
    }

    List<DisruptionBudget> current() {
        var budgets = new ArrayList<DisruptionBudget>();
        for (var budget : world.objects("PodDisruptionBudget")) {
            var selector = SelectorReader.labelSelector(budget.spec().get("selector"));
            budgets.add(new DisruptionBudget(budget.key().namespace(), selector, allowed(budget, selector)));
        }
        return budgets;
    }

    /** As evictions see them. */
    List<EvictionBudget> forEvictions() {
        var budgets = new ArrayList<EvictionBudget>();
        for (var budget : world.objects("PodDisruptionBudget")) {
            var selector = SelectorReader.labelSelector(budget.spec().get("selector"));
            budgets.add(new EvictionBudget(
                    budget.key().namespace(), budget.key().name(), selector, allowed(budget, selector)));
        }
        return budgets;
    }

    private int allowed(StoredObject budget, LabelSelector selector) {
        int healthy = 0;
        int expected = 0;
        for (var pod : world.pods()) {
            if (pod.isActive() && covers(budget, selector, shapes.of(pod))) {
                expected++;
                healthy += pod.isReady(world.now()) ? 1 : 0;
            }
        }
        return EvictionBudget.allowed(budget.spec(), expected, healthy);
    }

    private static boolean covers(StoredObject budget, LabelSelector selector, Pod pod) {
        return budget.key().namespace().equals(pod.namespace()) && selector.matches(pod.labels());
    }
}
