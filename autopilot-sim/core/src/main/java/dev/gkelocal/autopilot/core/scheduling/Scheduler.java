package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places pending Pods one by one as kube-scheduler does: queue by priority, filters, scores, preemption. Where several nodes
 * score highest, kube-scheduler draws one; here it is the first, so that a run can be repeated.
 */
public final class Scheduler {
    private static final Comparator<Pod> QUEUE =
            Comparator.comparingLong((Pod it) -> -(long) it.priority()).thenComparing(Pod::created);

    private final Scores scores;
    private final List<DisruptionBudget> budgets;
    private final Wording wording;

    public Scheduler(Profile profile, List<DisruptionBudget> budgets) {
        this(profile, budgets, Wording.NAMING_TAINTS);
    }

    public Scheduler(Profile profile, List<DisruptionBudget> budgets, Wording wording) {
        scores = new Scores(profile);
        this.budgets = List.copyOf(budgets);
        this.wording = wording;
    }

    public Scheduler() {
        this(Profile.DEFAULT, List.of());
    }

    /**
     * Places what can be placed. Afterwards the snapshot holds the placed Pods, and those that preempt in place of their
     * victims. The outcomes are in the order of the queue.
     */
    public List<Outcome> place(List<Pod> pending, ClusterSnapshot snapshot) {
        var round = new Round(snapshot);
        return pending.stream().sorted(QUEUE).map(round::place).toList();
    }

    /** How every node stands to the Pod as things are; nothing is placed. */
    public Ranking rank(Pod pod, ClusterSnapshot snapshot) {
        snapshot.shapes.all.forEach(snapshot.shapes::compileScores);
        var shape = snapshot.shapes.of(pod);
        snapshot.shapes.compileScores(shape);
        var evaluator = new Evaluator(snapshot);
        var fitting = new ArrayList<NodeState>();
        var refusing = new ArrayList<Ranking.Entry>();
        for (var node : snapshot.states()) {
            var verdict = evaluator.explain(shape, node);
            if (verdict.fits()) {
                fitting.add(node);
            } else {
                refusing.add(new Ranking.Entry(node.node.name(), verdict, Map.of(), 0));
            }
        }
        var parts = scores.byPlugin(shape, fitting);
        var entries = new ArrayList<Ranking.Entry>();
        for (int i = 0; i < fitting.size(); i++) {
            var own = new LinkedHashMap<String, Long>();
            for (var part : parts.entrySet()) {
                own.put(part.getKey(), part.getValue()[i]);
            }
            var total = own.values().stream().mapToLong(it -> it).sum();
            entries.add(new Ranking.Entry(fitting.get(i).node.name(), new Verdict.Fit(), own, total));
        }
        entries.sort(Comparator.comparingLong(it -> -it.total()));
        entries.addAll(refusing);
        return new Ranking(entries);
    }

    /** One Pod after another over one snapshot. */
    private final class Round {
        private final ClusterSnapshot snapshot;
        private final Preemption preemption;
        private final Evaluator evaluator;
        private final Map<Refused, String> refused = new HashMap<>();
        private long refusedAt = -1;

        /** Pods of one shape, priority and policy are refused alike while nothing changes. */
        private record Refused(int shape, int priority, boolean preempts) {}

        private Round(ClusterSnapshot snapshot) {
            this.snapshot = snapshot;
            preemption = new Preemption(snapshot, budgets);
            evaluator = new Evaluator(snapshot);
            snapshot.shapes.all.forEach(snapshot.shapes::compileScores);
        }

        private Outcome place(Pod pod) {
            if (!pod.gates().isEmpty()) {
                return new Outcome.Gated(pod, FailedScheduling.GATED);
            }
            var shape = snapshot.shapes.of(pod);
            snapshot.shapes.compileScores(shape);
            if (refusedAt != snapshot.changes()) {
                refused.clear();
                refusedAt = snapshot.changes();
            }
            var known = refused.get(new Refused(shape.id, pod.priority(), pod.preempts()));
            if (known != null) {
                return new Outcome.Unschedulable(pod, known);
            }
            var feasible = new ArrayList<NodeState>();
            for (int slot = 0; slot < snapshot.slotCount(); slot++) {
                var node = snapshot.at(slot);
                if (node != null && Evaluator.judge(shape, node) == Obstacle.NONE) {
                    feasible.add(node);
                }
            }
            return feasible.isEmpty() ? refuse(pod, shape) : choose(pod, shape, feasible);
        }

        private Outcome choose(Pod pod, Shape shape, List<NodeState> feasible) {
            var totals = feasible.size() == 1 ? new long[1] : scores.of(shape, feasible);
            var best = 0;
            for (int i = 1; i < totals.length; i++) {
                best = totals[i] > totals[best] ? i : best;
            }
            var node = feasible.get(best);
            bind(pod, shape, node);
            return new Outcome.Placed(pod, node.node.name(), feasible.size(), totals[best]);
        }

        private void bind(Pod pod, Shape shape, NodeState node) {
            snapshot.bind(pod.change().nodeName(node.node.name()).build(), shape, node);
        }

        private Outcome refuse(Pod pod, Shape shape) {
            var nodes = snapshot.states();
            if (nodes.isEmpty()) {
                return new Outcome.Unschedulable(pod, "no nodes available to schedule pods");
            }
            var verdicts = nodes.stream()
                    .map(it -> (Verdict.Rejection) evaluator.explain(shape, it))
                    .toList();
            var message = FailedScheduling.nodes(
                    nodes.size(),
                    verdicts.stream()
                            .flatMap(it -> it.reasons().stream())
                            .map(wording::reason)
                            .toList());
            if (!pod.preempts()) {
                return refuse(pod, shape, message + wording.preemption(FailedScheduling.NEVER));
            }
            var result = preemption.find(pod, shape, nodes, verdicts);
            refusedAt = snapshot.changes();
            if (result.choice().isEmpty()) {
                var why = FailedScheduling.nodes(nodes.size(), result.reasons());
                return refuse(pod, shape, message + wording.preemption(why));
            }
            var choice = result.choice().get();
            choice.victims().forEach(it -> snapshot.removePod(it.uid()));
            bind(pod, shape, choice.node());
            return new Outcome.Preempting(
                    pod, choice.node().node.name(), choice.victims(), choice.violations(), message);
        }

        private Outcome refuse(Pod pod, Shape shape, String message) {
            refused.put(new Refused(shape.id, pod.priority(), pod.preempts()), message);
            return new Outcome.Unschedulable(pod, message);
        }
    }
}
