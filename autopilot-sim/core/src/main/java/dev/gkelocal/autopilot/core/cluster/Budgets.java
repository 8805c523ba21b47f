package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
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

    private int allowed(StoredObject budget, LabelSelector selector) {
        int healthy = 0;
        int expected = 0;
        for (var pod : world.pods()) {
            if (pod.isActive() && covers(budget, selector, shapes.of(pod))) {
                expected++;
                healthy += pod.isReady(world.now()) ? 1 : 0;
            }
        }
        var spec = budget.spec();
        int needed = spec.get("minAvailable").isSet()
                ? count(spec.get("minAvailable"), expected)
                : expected - count(spec.get("maxUnavailable"), expected);
        return Math.max(0, healthy - needed);
    }

    private static boolean covers(StoredObject budget, LabelSelector selector, Pod pod) {
        return budget.key().namespace().equals(pod.namespace()) && selector.matches(pod.labels());
    }

    /** Percentages are rounded up, in both fields. */
    private static int count(Value value, int expected) {
        return value.isSet() ? RollBounds.count(value, expected, true) : 0;
    }
}
