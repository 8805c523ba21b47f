package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.consolidation.Cluster;
import dev.gkelocal.autopilot.core.consolidation.NodeUpgrade;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Replaces all nodes, one after the other, each by a new one first (autopilot sheet 3.4). */
final class Upgrades {
    private static final String SOURCE = "gke-upgrade";

    private final World world;
    private final Pods pods;
    private final Placement placement;
    private final Nodes nodes;
    private final Pools pools;
    private final Budgets budgets;
    private final NodeUpgrade upgrade;
    private Memory memory = Memory.IDLE;

    /**
     * @param successors the new node of each old one that has one
     */
    public record Memory(NodeUpgrade.Progress progress, Map<String, String> successors) {
        static final Memory IDLE = new Memory(NodeUpgrade.Progress.of(List.of()), Map.of());

        public Memory {
            successors = Map.copyOf(successors);
        }
    }

    Upgrades(World world, Pods pods, Placement placement, Nodes nodes, Pools pools, Budgets budgets) {
        this.world = world;
        this.pods = pods;
        this.placement = placement;
        this.nodes = nodes;
        this.pools = pools;
        this.budgets = budgets;
        upgrade = new NodeUpgrade(
                NodeUpgrade.Settings.DEFAULT, world.facts.consolidation().evictions());
    }

    boolean isIdle() {
        return memory.progress.isDone();
    }

    Memory memory() {
        return memory;
    }

    void restore(Memory kept) {
        memory = kept;
    }

    void begin() {
        var all = world.nodes().stream()
                .filter(NodeState::isReady)
                .map(NodeState::name)
                .toList();
        memory = new Memory(NodeUpgrade.Progress.of(all), Map.of());
        go();
    }

    void go() {
        if (memory.progress.isDone()) {
            return;
        }
        var podFacts = new HashMap<String, dev.gkelocal.autopilot.core.consolidation.PodFacts>();
        world.pods().stream().filter(PodState::isOnNode).forEach(it -> podFacts.put(it.uid(), pods.facts(it)));
        var cluster = new Cluster(
                placement.snapshot(), Map.of(), podFacts, budgets.forEvictions(), Instant.MIN, Instant.MIN, 0);
        var step = upgrade.decide(cluster, replaced(), true, memory.progress, world.now());
        memory = new Memory(step.progress(), memory.successors);
        step.actions().forEach(this::carryOut);
        if (!memory.progress.isDone()) {
            world.timers.at(world.now().plus(world.facts.timing().autoscalerPeriod()), new Timer.Upgrade());
        }
    }

    private Set<String> replaced() {
        var replaced = new HashSet<String>();
        memory.successors.forEach((old, successor) -> {
            if (world.node(successor).filter(NodeState::isReady).isPresent()) {
                replaced.add(old);
            }
        });
        return replaced;
    }

    private void carryOut(NodeUpgrade.Action action) {
        var node = world.node(action.node());
        if (node.isEmpty()) {
            return;
        }
        switch (action) {
            case NodeUpgrade.Action.Surge ignored -> surge(node.get());
            case NodeUpgrade.Action.Cordon cordon -> {
                nodes.cordon(node.get());
                world.normal(
                        Nodes.key(node.get()),
                        SOURCE,
                        cordon.notice().reason(),
                        cordon.notice().message());
            }
            case NodeUpgrade.Action.Evict(var ignored, var eviction) ->
                world.pod(eviction.pod().uid()).ifPresent(it -> {
                    world.normal(it.key(), SOURCE, "Evicted", "evicted for the upgrade of node " + it.node());
                    pods.stop(it, eviction.grace(), "Evicted", "evicted for a node upgrade");
                });
            case NodeUpgrade.Action.Remove ignored ->
                nodes.removeWhenEmpty(node.get().name());
        }
    }

    private void surge(NodeState old) {
        var created = nodes.provision(pools.get(old.group()), old.power().vm(), "upgrade of " + old.name());
        var successors = new HashMap<>(memory.successors);
        successors.put(old.name(), created.name());
        memory = new Memory(memory.progress, successors);
    }
}
