package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.consolidation.Cluster;
import dev.gkelocal.autopilot.core.consolidation.EkDownsizing;
import dev.gkelocal.autopilot.core.consolidation.Finding;
import dev.gkelocal.autopilot.core.consolidation.NodeFacts;
import dev.gkelocal.autopilot.core.consolidation.PodFacts;
import dev.gkelocal.autopilot.core.consolidation.ScaleDown;
import dev.gkelocal.autopilot.core.consolidation.Watch;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.resize.Downsizing;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The shrinking half of the cluster autoscaler: resizable nodes get smaller, unneeded ones go (autopilot sheet 3.2, 3.4). */
final class ScaleDowns {
    private final World world;
    private final Pods pods;
    private final Placement placement;
    private final Nodes nodes;
    private final Sizes sizes;
    private final Budgets budgets;
    private final ConsolidationRules rules;
    private final ScaleDown scaleDown;
    private final EkDownsizing downsizing = new EkDownsizing(Downsizing.DEFAULT);
    private Memory memory = new Memory(Watch.START, Map.of(), Instant.MIN);
    private Map<String, Finding> findings = Map.of();

    /**
     * What is kept from one look to the next.
     *
     * @param traces of resizable nodes
     */
    public record Memory(Watch watch, Map<String, EkDownsizing.Trace> traces, Instant lastScaleUp) {
        public Memory {
            traces = Map.copyOf(traces);
        }
    }

    ScaleDowns(World world, Pods pods, Placement placement, Nodes nodes, Sizes sizes, Budgets budgets) {
        this.world = world;
        this.pods = pods;
        this.placement = placement;
        this.nodes = nodes;
        this.sizes = sizes;
        this.budgets = budgets;
        rules = world.facts.consolidation();
        scaleDown = new ScaleDown(rules.scaleDown());
    }

    Memory memory() {
        return memory;
    }

    void restore(Memory kept) {
        memory = kept;
    }

    void scaledUp() {
        memory = new Memory(memory.watch, memory.traces, world.now());
    }

    /** What the last look made of each node. */
    Map<String, Finding> findings() {
        return findings;
    }

    /** @return when to look again though nothing changes; NOT_YET = no need */
    Instant look() {
        var resizable = new HashMap<String, EkDownsizing.EkNode>();
        world.nodes().forEach(it -> resizable(it).ifPresent(ek -> resizable.put(it.name(), ek)));
        var smaller = downsizing.decide(resizable, memory.traces, world.now());
        var round = scaleDown.decide(cluster(smaller.fixed()), memory.watch, world.now());
        memory = new Memory(round.watch(), smaller.traces(), memory.lastScaleUp);
        var seen = new HashMap<String, Finding>();
        round.findings().forEach(it -> seen.put(it.node(), it));
        findings = Map.copyOf(seen);
        smaller.notices().forEach(world::tell);
        smaller.decisions().forEach(this::shrink);
        for (var removal : round.removals()) {
            removal.notices().forEach(world::tell);
            world.node(removal.node())
                    .ifPresent(it -> nodes.drain(
                            it, rules.evictions().scaleDown(), "ScaleDown", "deleting pod for node scale down"));
        }
        return next(round, smaller);
    }

    private Optional<EkDownsizing.EkNode> resizable(NodeState node) {
        if (!node.isReady() || !node.power().isResizable()) {
            return Optional.empty();
        }
        return sizes.resizer(node.machine().type())
                .map(it -> new EkDownsizing.EkNode(
                        it,
                        Size.of(node.powered()),
                        it.toAllocatable(it.full()),
                        EkDownsizing.requested(placement.snapshot().podsOn(node.name())),
                        node.power().busy(),
                        node.power().changed()));
    }

    private void shrink(String node, Downsizing.Decision decision) {
        if (decision instanceof Downsizing.Decision.Shrink(var ignored, var target, var rule)) {
            world.node(node)
                    .ifPresent(it -> nodes.resize(it, sizes.vmFor(it.machine().type(), target)));
        }
    }

    /** @param fixed nodes that are left alone, with the reason; those that take no Pods are so anyway */
    Cluster cluster(Map<String, String> fixed) {
        var nodeFacts = new HashMap<String, NodeFacts>();
        int draining = 0;
        var kept = kept();
        for (var node : world.nodes()) {
            draining += node.stage() == NodeState.Stage.DRAINING ? 1 : 0;
            var why = node.isReady() ? fixed.getOrDefault(node.name(), "") : "it is " + node.stage();
            nodeFacts.put(node.name(), facts(node, kept.contains(node.name())).excludedFor(why));
        }
        var podFacts = new HashMap<String, PodFacts>();
        world.pods().stream().filter(PodState::isOnNode).forEach(it -> podFacts.put(it.uid(), pods.facts(it)));
        return new Cluster(
                placement.snapshot(),
                nodeFacts,
                podFacts,
                budgets.forEvictions(),
                memory.lastScaleUp,
                Instant.MIN,
                draining);
    }

    private NodeFacts facts(NodeState node, boolean isKept) {
        var delay = world.find(ObjectKey.of("ComputeClass", "", node.machine().computeClass()))
                .flatMap(it -> delay(it.spec()));
        return new NodeFacts(Map.of(), isKept, "", delay);
    }

    /** Names of the nodes that keep their pools at the minimum in their zone: those with the most Pods. */
    private Set<String> kept() {
        var kept = new HashSet<String>();
        for (var pool : world.facts.pools()) {
            var byZone = world.nodes().stream()
                    .filter(NodeState::isReady)
                    .filter(it -> pool.name().equals(it.node().labels().get(GkeLabels.NODE_POOL)))
                    .sorted(Comparator.comparingInt(
                                    (NodeState it) -> -world.podsOn(it.name()).size())
                            .thenComparing(NodeState::name))
                    .collect(Collectors.groupingBy(it -> it.machine().zone()));
            byZone.values()
                    .forEach(it -> it.stream()
                            .limit(pool.nodes().least())
                            .map(NodeState::name)
                            .forEach(kept::add));
        }
        return kept;
    }

    private static Optional<Duration> delay(Value computeClass) {
        var minutes = computeClass
                .get("autoscalingPolicy")
                .get("consolidationDelayMinutes")
                .integer();
        return minutes.isPresent() ? Optional.of(Duration.ofMinutes(minutes.getAsLong())) : Optional.empty();
    }

    private Instant next(ScaleDown.Round round, EkDownsizing.Round smaller) {
        var next = PodState.NOT_YET;
        for (var finding : round.findings()) {
            if (finding instanceof Finding.Unneeded unneeded) {
                var after = memory.lastScaleUp.equals(Instant.MIN)
                        ? Instant.MIN
                        : memory.lastScaleUp.plus(rules.scaleDown().delayAfterAdd());
                var due = unneeded.until().isAfter(after) ? unneeded.until() : after;
                next = earlier(next, due.isAfter(world.now()) ? due : world.now());
            }
        }
        for (var held : round.watch().unremovable().values()) {
            next = held.until().isAfter(world.now()) ? earlier(next, held.until()) : next;
        }
        for (var decision : smaller.decisions().values()) {
            if (decision instanceof Downsizing.Decision.Wait wait) {
                next = earlier(next, wait.until());
            }
        }
        var settled = smaller.traces().values().stream()
                .allMatch(it -> it.samples().stream()
                                .map(EkDownsizing.Sample::requested)
                                .distinct()
                                .count()
                        < 2);
        return settled ? next : earlier(next, world.now().plus(Downsizing.DEFAULT.smoothing()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
