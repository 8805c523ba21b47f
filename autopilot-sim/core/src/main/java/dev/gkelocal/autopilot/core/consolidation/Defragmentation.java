package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Empties small resizable nodes onto other resizable ones, which may grow for that (autopilot sheet 3.4; cluster-autoscaler,
 * pkg/defrag, plugin ekconsolidation).
 */
public final class Defragmentation {
    private final Settings settings;
    private final ScaleDownSettings scaleDown;

    /**
     * @param candidates nodes that are followed at a time; 0 = nothing is defragmented
     * @param atOnce nodes that are drained at a time
     * @param maxDelay pending Pods hold defragmentation up for no longer
     * @param placeTimeout a candidate whose Pods find no place for so long is given up
     * @param drainTimeout and one whose draining takes longer
     * @param backoff before a node that was given up is tried again
     * @param smallPart of the full size in both dimensions, below which a node is a candidate
     */
    public record Settings(
            int candidates,
            int atOnce,
            Duration maxDelay,
            Duration placeTimeout,
            Duration drainTimeout,
            Duration backoff,
            double smallPart) {
        public static final Settings DEFAULT = new Settings(
                10,
                1,
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                0.25);

        /** Below the part of the full size in both dimensions. */
        public boolean isSmall(Sizes sizes) {
            return sizes.current.milliCpu() < smallPart * sizes.maximum.milliCpu()
                    && sizes.current.memoryKib() < smallPart * sizes.maximum.memoryKib();
        }

        /** The same, but for the number of candidates. */
        public Settings following(int changed) {
            return new Settings(changed, atOnce, maxDelay, placeTimeout, drainTimeout, backoff, smallPart);
        }
    }

    public Defragmentation(Settings settings, ScaleDownSettings scaleDown) {
        this.settings = settings;
        this.scaleDown = scaleDown;
    }

    /** A resizable node: what its Pods can have, and could have of the full machine. */
    public record Sizes(Size current, Size maximum) {}

    /**
     * @param candidates by node
     * @param backoff nodes that were given up, and until when
     * @param lastPass when defragmentation last had its turn
     */
    public record Memory(Map<String, Candidate> candidates, Map<String, Instant> backoff, Instant lastPass) {
        public static final Memory START = new Memory(Map.of(), Map.of(), Instant.EPOCH);

        public Memory {
            candidates = Map.copyOf(candidates);
            backoff = Map.copyOf(backoff);
        }
    }

    /** @param draining when its draining began; {@link Instant#MAX} = not yet */
    public record Candidate(Instant since, Instant draining) {
        boolean isDraining() {
            return !draining.equals(Instant.MAX);
        }
    }

    /**
     * @param drains nodes to drain and remove now; where their Pods go may have to grow
     * @param givenUp nodes that are left alone for a while, with the reason
     */
    public record Round(List<Removal> drains, Map<String, String> givenUp, Memory memory) {
        public Round {
            drains = List.copyOf(drains);
            givenUp = Map.copyOf(givenUp);
        }

        /** Events for the nodes that were given up; those of drains are with them. */
        public List<Notice> notices() {
            return new TreeMap<>(givenUp)
                    .entrySet().stream()
                            .map(it -> Notice.Text.FAILED.about(it.getKey(), it.getKey(), it.getValue()))
                            .toList();
        }
    }

    /**
     * @param resizable by node
     * @param pending Pods wait for a place: their scale-up comes first
     */
    public Round decide(Cluster cluster, Map<String, Sizes> resizable, boolean pending, Memory memory, Instant now) {
        return isHeldUp(pending, memory, now)
                ? new Round(List.of(), Map.of(), memory)
                : new Pass(cluster, resizable, memory, now).round();
    }

    /** A turn in which no node is small and none is followed: what {@link #decide} would remember of it. */
    public Memory passedOver(boolean pending, Memory memory, Instant now) {
        if (isHeldUp(pending, memory, now)) {
            return memory;
        }
        var backoff = new HashMap<String, Instant>();
        memory.backoff().forEach((node, until) -> {
            if (now.isBefore(until)) {
                backoff.put(node, until);
            }
        });
        return new Memory(Map.of(), backoff, now);
    }

    private boolean isHeldUp(boolean pending, Memory memory, Instant now) {
        return pending && now.isBefore(memory.lastPass().plus(settings.maxDelay));
    }

    /** One turn. */
    private final class Pass {
        private final Cluster cluster;
        private final Map<String, Sizes> resizable;
        private final Instant now;
        private final Drainability drainability;
        private final Map<String, Candidate> candidates = new LinkedHashMap<>();
        private final Map<String, Instant> backoff = new HashMap<>();
        private final Map<String, String> givenUp = new HashMap<>();
        private final List<Removal> drains = new ArrayList<>();
        private final Set<String> targets = new HashSet<>();
        private Budgets budgets;

        private Pass(Cluster cluster, Map<String, Sizes> resizable, Memory memory, Instant now) {
            this.cluster = cluster;
            this.resizable = resizable;
            this.now = now;
            drainability = new Drainability(scaleDown, cluster.pods());
            budgets = new Budgets(cluster.budgets());
            memory.candidates().forEach((node, candidate) -> {
                if (cluster.snapshot().node(node).isPresent()) {
                    candidates.put(node, candidate);
                }
            });
            memory.backoff().forEach((node, until) -> {
                if (now.isBefore(until)) {
                    backoff.put(node, until);
                }
            });
        }

        private Round round() {
            giveUp();
            cluster.snapshot().fork();
            try {
                deflate();
                var destinations = new Destinations(cluster.snapshot(), this::isDestination, this::isSmall);
                List.copyOf(candidates.keySet()).forEach(it -> drain(it, destinations));
                collect(destinations);
            } finally {
                cluster.snapshot().revert();
            }
            return new Round(drains, givenUp, new Memory(candidates, backoff, now));
        }

        private boolean isDestination(String node) {
            return resizable.containsKey(node)
                    && !candidates.containsKey(node)
                    && cluster.facts(node).excluded().isEmpty();
        }

        private void giveUp() {
            for (var entry : List.copyOf(candidates.entrySet())) {
                var candidate = entry.getValue();
                if (candidate.isDraining()
                        ? now.isAfter(candidate.draining.plus(settings.drainTimeout))
                        : now.isAfter(candidate.since.plus(settings.placeTimeout))) {
                    candidates.remove(entry.getKey());
                    backoff.put(entry.getKey(), now.plus(settings.backoff));
                    givenUp.put(entry.getKey(), candidate.isDraining() ? "scale_down_timeout" : "scale_up_timeout");
                }
            }
        }

        /** Small nodes become candidates one after the other: what one may move to is none. */
        private void collect(Destinations destinations) {
            for (var name : resizable.keySet().stream().sorted().toList()) {
                if (candidates.size() < settings.candidates
                        && !candidates.containsKey(name)
                        && !backoff.containsKey(name)
                        && !targets.contains(name)
                        && isSmall(name)) {
                    drain(name, destinations);
                }
            }
        }

        /** A node without Pods to move waits for scale-down. */
        private boolean isSmall(String name) {
            var sizes = resizable.get(name);
            return sizes != null
                    && cluster.snapshot().node(name).isPresent()
                    && cluster.facts(name).excluded().isEmpty()
                    && !cluster.facts(name).isDisabled()
                    && !cluster.facts(name).poolAtMinimum()
                    && settings.isSmall(sizes)
                    && cluster.snapshot().podsOn(name).stream().noneMatch(Kinds::isLookahead)
                    && !moving(name).isEmpty();
        }

        private List<Pod> moving(String node) {
            return cluster.snapshot().podsOn(node).stream()
                    .filter(it -> !Kinds.staysWithNode(it))
                    .toList();
        }

        /** Resizable nodes may grow: their balloons cover only what the full machine would not give either. */
        private void deflate() {
            resizable.forEach((node, sizes) -> cluster.snapshot().podsOn(node).stream()
                    .filter(Kinds::isBalloon)
                    .forEach(it -> {
                        cluster.snapshot().removePod(it.uid());
                        cluster.snapshot()
                                .addPod(it.change().requests(least(node, sizes)).build());
                    }));
        }

        private Resources least(String node, Sizes sizes) {
            var all = cluster.snapshot().node(node).orElseThrow().allocatable();
            return Size.of(all).minus(sizes.maximum).max(Size.ZERO).resources();
        }

        private void drain(String name, Destinations destinations) {
            var known = candidates.getOrDefault(name, new Candidate(now, Instant.MAX));
            if (known.isDraining()) {
                return;
            }
            var removal = tryOut(name, destinations);
            if (removal.isEmpty()) {
                return;
            }
            removal.get().moves().forEach(it -> targets.add(it.to()));
            var running =
                    candidates.values().stream().filter(Candidate::isDraining).count();
            if (running < settings.atOnce) {
                drains.add(removal.get());
                candidates.put(name, new Candidate(known.since, now));
            } else {
                candidates.put(name, known);
            }
        }

        private Optional<Removal> tryOut(String name, Destinations destinations) {
            var node = cluster.snapshot().node(name).orElseThrow();
            var pods = cluster.snapshot().podsOn(name);
            var moving = moving(name);
            if (drainability.refusal(moving, budgets).isPresent()) {
                return Optional.empty();
            }
            return switch (destinations.empty(name, moving)) {
                case Destinations.NoPlace ignored -> Optional.empty();
                case Destinations.Moved moved -> {
                    budgets = budgets.without(moving);
                    yield Optional.of(Removal.of(
                            new Finding.Unneeded(name, Usage.of(node, pods, true), moved.moves(), now, now)));
                }
            };
        }
    }
}
