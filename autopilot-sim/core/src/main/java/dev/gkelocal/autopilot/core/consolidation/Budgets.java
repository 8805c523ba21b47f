package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is left of all budgets while removals are planned; immutable. */
record Budgets(List<EvictionBudget> all) {
    Budgets {
        all = List.copyOf(all);
    }

    boolean cover(Pod pod) {
        return all.stream().anyMatch(it -> it.covers(pod));
    }

    /** The Pod whose eviction no budget allows any more when the others before it are evicted; empty when all may go. */
    Optional<Refusal> refusal(List<Pod> pods) {
        for (var budget : all) {
            var left = budget.allowed();
            for (var pod : pods) {
                if (budget.covers(pod) && --left < 0) {
                    return Optional.of(new Refusal(
                            Reason.NO_SCALE_DOWN_NODE_POD_NOT_ENOUGH_PDB,
                            pod.key(),
                            "PodDisruptionBudget " + budget.namespace() + "/" + budget.name() + " allows "
                                    + Math.max(0, budget.allowed())));
                }
            }
        }
        return Optional.empty();
    }

    Budgets without(List<Pod> pods) {
        var left = new ArrayList<EvictionBudget>();
        for (var budget : all) {
            left.add(budget.less((int) pods.stream().filter(budget::covers).count()));
        }
        return new Budgets(left);
    }
}
