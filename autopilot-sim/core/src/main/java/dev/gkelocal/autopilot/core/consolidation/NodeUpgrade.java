package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Surge upgrades (autopilot sheet 3.4): a new node first, then the old one is cordoned and drained; budgets hold it up for an hour,
 * Pods of extended duration for up to seven days.
 */
public final class NodeUpgrade {
    private final Settings settings;
    private final EvictionRules rules;

    /**
     * @param maxSurge nodes beyond the pool's size
     * @param maxUnavailable nodes that are drained without a new one
     * @param budgetTimeout for so long budgets are respected
     */
    public record Settings(int maxSurge, int maxUnavailable, Duration budgetTimeout) {
        public static final Settings DEFAULT = new Settings(1, 0, Duration.ofHours(1));

        public Settings {
            if (maxSurge < 0 || maxUnavailable < 0 || maxSurge + maxUnavailable < 1) {
                throw new IllegalArgumentException("an upgrade needs a surge node or an unavailable one");
            }
        }
    }

    public NodeUpgrade(Settings settings, EvictionRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /**
     * Where an upgrade stands.
     *
     * @param waiting nodes still to come, in order
     * @param surging old nodes whose new node has not come yet
     * @param draining old nodes by the time their draining began
     * @param evicted uids of Pods that have been told to go
     */
    public record Progress(
            List<String> waiting, Set<String> surging, Map<String, Instant> draining, Set<String> evicted) {
        public Progress {
            waiting = List.copyOf(waiting);
            surging = Set.copyOf(surging);
            draining = Map.copyOf(draining);
            evicted = Set.copyOf(evicted);
        }

        public static Progress of(List<String> nodes) {
            return new Progress(nodes, Set.of(), Map.of(), Set.of());
        }

        public boolean isDone() {
            return waiting.isEmpty() && surging.isEmpty() && draining.isEmpty();
        }
    }

    public sealed interface Action {
        String node();

        /** Makes the new node that replaces this one. */
        record Surge(String node) implements Action {}

        record Cordon(String node) implements Action {
            public Notice notice() {
                return Notice.Text.DRAIN.about(node);
            }
        }

        record Evict(String node, Eviction eviction) implements Action {}

        record Remove(String node) implements Action {}
    }

    public record Step(List<Action> actions, Progress progress) {
        public Step {
            actions = List.copyOf(actions);
        }
    }

    /**
     * @param replaced old nodes whose new node is ready
     * @param mayStart a maintenance window is open; what has begun goes on without one
     */
    public Step decide(Cluster cluster, Set<String> replaced, boolean mayStart, Progress progress, Instant now) {
        return new Pass(cluster, replaced, mayStart, progress, now).step();
    }

    /** One look at the upgrade. */
    private final class Pass {
        private final Cluster cluster;
        private final Set<String> replaced;
        private final boolean mayStart;
        private final Instant now;
        private final List<String> waiting;
        private final Set<String> surging;
        private final Map<String, Instant> draining;
        private final Set<String> evicted;
        private final List<Action> actions = new ArrayList<>();
        private Budgets budgets;

        private Pass(Cluster cluster, Set<String> replaced, boolean mayStart, Progress progress, Instant now) {
            this.cluster = cluster;
            this.replaced = replaced;
            this.mayStart = mayStart;
            this.now = now;
            waiting = new ArrayList<>(progress.waiting());
            surging = new HashSet<>(progress.surging());
            draining = new LinkedHashMap<>(progress.draining());
            evicted = new HashSet<>(progress.evicted());
            budgets = new Budgets(cluster.budgets());
        }

        private Step step() {
            waiting.removeIf(it -> cluster.snapshot().node(it).isEmpty());
            for (var node : surging.stream().sorted().toList()) {
                if (replaced.contains(node)) {
                    surging.remove(node);
                    drain(node);
                }
            }
            List.copyOf(draining.keySet()).stream().sorted().forEach(this::evict);
            while (mayStart && !waiting.isEmpty() && start()) {
                // each call takes one node from the list
            }
            return new Step(actions, new Progress(waiting, surging, draining, evicted));
        }

        /** False when as many nodes are under way as may be. */
        private boolean start() {
            var inFlight = surging.size() + draining.size();
            if (inFlight >= settings.maxSurge() + settings.maxUnavailable()) {
                return false;
            }
            var node = waiting.removeFirst();
            if (inFlight < settings.maxSurge()) {
                surging.add(node);
                actions.add(new Action.Surge(node));
            } else {
                drain(node);
                evict(node);
            }
            return true;
        }

        private void drain(String node) {
            draining.put(node, now);
            actions.add(new Action.Cordon(node));
        }

        private void evict(String node) {
            var moving = cluster.snapshot().podsOn(node).stream()
                    .filter(it -> !Kinds.staysWithNode(it))
                    .toList();
            if (moving.isEmpty()) {
                draining.remove(node);
                actions.add(new Action.Remove(node));
            }
            var since = draining.getOrDefault(node, now);
            var isOverdue = !now.isBefore(since.plus(settings.budgetTimeout()));
            for (var pod : moving) {
                if (!evicted.contains(pod.uid()) && !rules.protectedUntil(pod).isAfter(now)) {
                    evict(node, pod, isOverdue);
                }
            }
        }

        private void evict(String node, Pod pod, boolean isOverdue) {
            var isRefused = budgets.refusal(List.of(pod)).isPresent();
            if (isRefused && !isOverdue) {
                return;
            }
            var facts = cluster.pods().getOrDefault(pod.uid(), PodFacts.PLAIN);
            var eviction = rules.eviction(pod, facts, Eviction.Cause.UPGRADE, now);
            actions.add(new Action.Evict(node, isRefused ? eviction.despiteBudget() : eviction));
            evicted.add(pod.uid());
            budgets = budgets.without(List.of(pod));
        }
    }
}
