package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds room for a Pod by evicting Pods of lower priority from one node (autopilot sheet 4.1). */
final class Preemption {
    /** Higher priority first, then the one that runs longer. */
    private static final Comparator<NodeState.Bound> IMPORTANCE = Comparator.comparingLong(
                    (NodeState.Bound it) -> -(long) it.pod().priority())
            .thenComparing(it -> it.pod().created());

    /** Fewest broken budgets, lowest top priority, lowest sum, fewest victims, latest start of the most important victim. */
    private static final Comparator<Choice> BETTER = Comparator.comparingInt(Choice::violations)
            .thenComparingInt(Choice::highestPriority)
            .thenComparingLong(Choice::sumOfPriorities)
            .thenComparingInt(it -> it.victims().size())
            .thenComparing(Comparator.comparing(Choice::earliestOfHighest).reversed());

    private static final int LEAST_CANDIDATES = 100;
    private static final int SHARE_OF_NODES = 10;

    private final ClusterSnapshot snapshot;
    private final Evaluator evaluator;
    private final List<DisruptionBudget> budgets;

    Preemption(ClusterSnapshot snapshot, List<DisruptionBudget> budgets) {
        this.snapshot = snapshot;
        this.budgets = budgets;
        evaluator = new Evaluator(snapshot);
    }

    /** @param violations victims whose budget allows no further disruption */
    record Choice(NodeState node, List<Pod> victims, int violations) {
        int highestPriority() {
            return victims.getFirst().priority();
        }

        /** Offset, so that more victims weigh more even with negative priorities. */
        long sumOfPriorities() {
            return victims.stream()
                    .mapToLong(it -> it.priority() + (long) Integer.MAX_VALUE + 1)
                    .sum();
        }

        Instant earliestOfHighest() {
            return victims.stream()
                    .filter(it -> it.priority() == highestPriority())
                    .map(Pod::created)
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
        }
    }

    /**
     * @param choice empty where no eviction helps
     * @param reasons why the others are none, one per node
     */
    record Result(Optional<Choice> choice, List<String> reasons) {}

    /** @param rejected nodes with their verdicts, which all refuse the Pod */
    Result find(Pod pod, Shape shape, List<NodeState> rejected, List<Verdict.Rejection> verdicts) {
        var choices = new ArrayList<Choice>();
        var reasons = new ArrayList<String>();
        var enough = Math.max(LEAST_CANDIDATES, rejected.size() / SHARE_OF_NODES);
        for (int i = 0; i < rejected.size() && choices.size() < enough; i++) {
            if (verdicts.get(i).preemptible()) {
                tryNode(pod, shape, rejected.get(i), choices, reasons);
            } else {
                reasons.add(FailedScheduling.NOT_HELPFUL);
            }
        }
        return new Result(choices.stream().min(BETTER), reasons);
    }

    private void tryNode(Pod pod, Shape shape, NodeState node, List<Choice> choices, List<String> reasons) {
        var lower = node.pods.stream()
                .filter(it -> it.pod().priority() < pod.priority())
                .sorted(IMPORTANCE)
                .toList();
        if (lower.isEmpty()) {
            reasons.add(FailedScheduling.NO_VICTIMS);
            return;
        }
        snapshot.fork();
        lower.forEach(it -> snapshot.removePod(it.pod().uid()));
        switch (evaluator.explain(shape, node)) {
            case Verdict.Rejection rejection -> reasons.addAll(rejection.reasons());
            case Verdict.Fit ignored -> choices.add(choose(shape, node, lower));
        }
        snapshot.revert();
    }

    /** All that can stay come back, those first whose eviction would break a budget. */
    private Choice choose(Shape shape, NodeState node, List<NodeState.Bound> lower) {
        var breaking = breaking(lower);
        var victims = new ArrayList<Pod>();
        var violations = 0;
        for (var protectedOnes : List.of(true, false)) {
            for (var each : lower) {
                if (breaking.contains(each.pod().uid()) == protectedOnes && !canStay(shape, node, each)) {
                    victims.add(each.pod());
                    violations += protectedOnes ? 1 : 0;
                }
            }
        }
        victims.sort(Comparator.comparingLong(it -> -(long) it.priority()));
        return new Choice(node, List.copyOf(victims), violations);
    }

    private boolean canStay(Shape shape, NodeState node, NodeState.Bound bound) {
        snapshot.bind(bound.pod(), bound.shape(), node);
        if (Evaluator.judge(shape, node) == Obstacle.NONE) {
            return true;
        }
        snapshot.removePod(bound.pod().uid());
        return false;
    }

    private Set<String> breaking(List<NodeState.Bound> lower) {
        var left = budgets.stream().mapToInt(DisruptionBudget::allowed).toArray();
        var breaking = new HashSet<String>();
        for (var each : lower) {
            for (int i = 0; i < left.length; i++) {
                if (budgets.get(i).covers(each.pod()) && --left[i] < 0) {
                    breaking.add(each.pod().uid());
                }
            }
        }
        return breaking;
    }
}
