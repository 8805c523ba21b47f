package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which nodes are unneeded, and which of them go now (autopilot sheet 3.4; cluster-autoscaler): hardly used, all Pods can move, for
 * long enough, not soon after a scale-up. Empty nodes go first and many at once, others one after the other.
 */
public final class ScaleDown {
    private final ScaleDownSettings settings;

    public ScaleDown(ScaleDownSettings settings) {
        this.settings = settings;
    }

    /**
     * What one round found and does.
     *
     * @param findings one of each node
     * @param removals nodes to drain and remove now
     * @param held why nothing is removed although something is unneeded for long enough; empty otherwise
     * @param next while the cluster stays as it is, no earlier round comes to another result; {@link Instant#MAX} = none does
     * @param watch to be given to the next round
     */
    public record Round(
            List<Finding> findings, List<Removal> removals, Optional<Refusal> held, Instant next, Watch watch) {
        public Round {
            findings = List.copyOf(findings);
            removals = List.copyOf(removals);
        }
    }

    public Round decide(Cluster cluster, Watch watch, Instant now) {
        return new Pass(cluster, watch, now).round();
    }

    private record Candidate(Node node, Usage utilization, List<Pod> moving) {}

    /** One round over one cluster. */
    private final class Pass {
        private final Cluster cluster;
        private final Watch watch;
        private final Instant now;
        private final Drainability drainability;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Finding.Unneeded> due = new ArrayList<>();
        private final Map<String, Instant> since = new HashMap<>();
        private final Map<String, Watch.Held> unremovable = new HashMap<>();
        private final Set<String> targets = new HashSet<>();
        private final Set<String> hardlyUsed = new HashSet<>();
        private Budgets budgets;

        private Pass(Cluster cluster, Watch watch, Instant now) {
            this.cluster = cluster;
            this.watch = watch;
            this.now = now;
            drainability = new Drainability(settings, cluster.pods());
            budgets = new Budgets(cluster.budgets());
        }

        private Round round() {
            var candidates = new ArrayList<Candidate>();
            cluster.snapshot().nodes().forEach(it -> classify(it).ifPresent(candidates::add));
            candidates.sort(order());
            cluster.snapshot().fork();
            try {
                var destinations = new Destinations(
                        cluster.snapshot(), it -> cluster.facts(it).excluded().isEmpty(), hardlyUsed::contains);
                candidates.forEach(it -> tryToRemove(it, destinations));
            } finally {
                cluster.snapshot().revert();
            }
            var held = due.isEmpty() ? Optional.<Refusal>empty() : backoff();
            var removals = held.isPresent() ? List.<Removal>of() : removals();
            if (held.isEmpty() && removals.isEmpty() && !due.isEmpty()) {
                held = Optional.of(Refusal.of(Reason.NO_SCALE_DOWN_IN_PROGRESS));
            }
            return new Round(findings, removals, held, next(), new Watch(since, unremovable));
        }

        /** Empty nodes first, then those that have been unneeded the longest, then the emptiest. */
        private Comparator<Candidate> order() {
            return Comparator.comparing((Candidate it) -> !it.moving.isEmpty())
                    .thenComparing(it -> watch.unneededSince().getOrDefault(it.node.name(), Instant.MAX))
                    .thenComparingDouble(it -> it.utilization.highest())
                    .thenComparing(it -> it.node.name());
        }

        private Optional<Candidate> classify(Node node) {
            var facts = cluster.facts(node.name());
            var pods = cluster.snapshot().podsOn(node.name());
            var utilization = Usage.of(node, pods, settings.daemonSetsCount());
            if (!facts.excluded().isEmpty()) {
                findings.add(new Finding.Excluded(node.name(), facts.excluded()));
            } else if (facts.isDisabled()) {
                hold(node, utilization, Refusal.of(Reason.NO_SCALE_DOWN_NODE_SCALE_DOWN_DISABLED_ANNOTATION));
            } else if (utilization.highest() >= settings.threshold()) {
                findings.add(new Finding.InUse(node.name(), utilization, settings.threshold()));
            } else if (facts.poolAtMinimum()) {
                hold(node, utilization, Refusal.of(Reason.NO_SCALE_DOWN_NODE_NODE_GROUP_MIN_SIZE_REACHED));
            } else {
                hardlyUsed.add(node.name());
                return Optional.of(new Candidate(
                        node,
                        utilization,
                        pods.stream().filter(it -> !Kinds.staysWithNode(it)).toList()));
            }
            return Optional.empty();
        }

        private void hold(Node node, Usage utilization, Refusal refusal) {
            findings.add(new Finding.Held(node.name(), utilization, refusal));
        }

        private void tryToRemove(Candidate candidate, Destinations destinations) {
            var name = candidate.node.name();
            if (targets.contains(name)) {
                findings.add(new Finding.Target(name, candidate.utilization));
                return;
            }
            var known = watch.unremovable().get(name);
            if (known != null && now.isBefore(known.until()) && !candidate.moving.isEmpty()) {
                unremovable.put(name, known);
                hold(candidate.node, candidate.utilization, known.refusal());
                return;
            }
            var refusal = drainability.refusal(candidate.moving, budgets);
            if (refusal.isPresent()) {
                remember(candidate, refusal.get());
                return;
            }
            switch (destinations.empty(name, candidate.moving)) {
                case Destinations.NoPlace none -> remember(candidate, none.refusal());
                case Destinations.Moved moved -> unneeded(candidate, moved.moves());
            }
        }

        private void remember(Candidate candidate, Refusal refusal) {
            unremovable.put(candidate.node.name(), new Watch.Held(refusal, now.plus(settings.recheck())));
            hold(candidate.node, candidate.utilization, refusal);
        }

        private void unneeded(Candidate candidate, List<Finding.Move> moves) {
            var name = candidate.node.name();
            budgets = budgets.without(candidate.moving);
            moves.forEach(it -> targets.add(it.to()));
            var from = watch.unneededSince().getOrDefault(name, now);
            since.put(name, from);
            var until = from.plus(cluster.facts(name).unneededTime().orElse(settings.unneededTime()));
            var finding = new Finding.Unneeded(name, candidate.utilization, moves, from, until);
            findings.add(finding);
            if (!now.isBefore(until)) {
                due.add(finding);
            }
        }

        /** The next moment at which something is due, the back-off is over, or a held node is looked at again. */
        private Instant next() {
            var moments = new ArrayList<Instant>();
            findings.forEach(it -> {
                if (it instanceof Finding.Unneeded unneeded) {
                    moments.add(unneeded.until());
                }
            });
            unremovable.values().forEach(it -> moments.add(it.until()));
            moments.add(backoffEnd());
            return moments.stream()
                    .filter(it -> it.isAfter(now))
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
        }

        private Instant backoffEnd() {
            var afterAdd = after(cluster.lastScaleUp(), settings.delayAfterAdd());
            var afterFailure = after(cluster.lastFailure(), settings.delayAfterFailure());
            return afterAdd.isAfter(afterFailure) ? afterAdd : afterFailure;
        }

        private Optional<Refusal> backoff() {
            var until = backoffEnd();
            return now.isBefore(until)
                    ? Optional.of(new Refusal(Reason.NO_SCALE_DOWN_IN_BACKOFF, "", "until " + until))
                    : Optional.empty();
        }

        private static Instant after(Instant event, Duration delay) {
            return event.equals(Instant.MIN) ? event : event.plus(delay);
        }

        private List<Removal> removals() {
            var empty = due.stream().filter(Finding.Unneeded::isEmpty).limit(settings.emptyAtOnce());
            var drained = due.stream()
                    .filter(it -> !it.isEmpty())
                    .limit(Math.max(0, settings.drainsAtOnce() - cluster.draining()));
            var emptyOnes = empty.map(Removal::of).toList();
            return emptyOnes.isEmpty() ? drained.map(Removal::of).toList() : emptyOnes;
        }
    }
}
