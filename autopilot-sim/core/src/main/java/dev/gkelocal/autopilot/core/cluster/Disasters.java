package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.consolidation.PodFacts;
import dev.gkelocal.autopilot.core.consolidation.SpotPreemption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Lets faults happen. */
final class Disasters {
    /** Until the control plane notices that a node answers no more. */
    private static final Duration NOTICED_AFTER = Duration.ofSeconds(40);

    private final World world;
    private final Pods pods;
    private final Placement placement;
    private final Nodes nodes;
    private final Supply supply;
    private final Upgrades upgrades;

    Disasters(World world, Pods pods, Placement placement, Nodes nodes, Supply supply, Upgrades upgrades) {
        this.upgrades = upgrades;
        this.world = world;
        this.pods = pods;
        this.placement = placement;
        this.nodes = nodes;
        this.supply = supply;
    }

    void begin(Fault fault) {
        supply.begin(fault);
        if (!fault.lasting().isZero()) {
            world.timers.at(world.now().plus(fault.lasting()), new Timer.FaultEnds(fault));
        }
        switch (fault) {
            case Fault.ZoneOutage(var zone, var ignored) -> crash(in(zone));
            case Fault.SpotWave wave -> takeSpot(wave);
            case Fault.NodeCrash(var count, var ignored) ->
                crash(drawn(ready()).stream().limit(count).toList());
            case Fault.StockOut ignored -> {}
            case Fault.Quota ignored -> {}
            case Fault.Upgrade ignored -> upgrades.begin();
        }
    }

    void end(Fault fault) {
        supply.end(fault);
    }

    private List<NodeState> ready() {
        return world.nodes().stream().filter(NodeState::isReady).toList();
    }

    private List<NodeState> in(String zone) {
        return world.nodes().stream()
                .filter(it -> it.machine().zone().equals(zone))
                .toList();
    }

    private List<NodeState> drawn(List<NodeState> from) {
        return from.stream()
                .sorted(Comparator.comparingDouble(
                        (NodeState it) -> world.draw.uniform("fault/" + world.now() + "/" + it.name(), 0)))
                .toList();
    }

    private void crash(List<NodeState> lost) {
        for (var node : lost) {
            if (node.stage() == NodeState.Stage.PROVISIONING) {
                world.remove(node);
            } else {
                nodes.lose(node, NOTICED_AFTER.plus(world.facts.timing().notReadyEviction()));
            }
        }
    }

    private void takeSpot(Fault.SpotWave wave) {
        var spot = ready().stream()
                .filter(it -> it.machine().spot() && isMeant(it.machine(), wave))
                .toList();
        int count = Math.ceilDiv(spot.size() * Math.clamp(wave.percent(), 0, 100), 100);
        drawn(spot).subList(0, count).forEach(this::preempt);
    }

    private static boolean isMeant(NodeState.Machine machine, Fault.SpotWave wave) {
        return (wave.zone().isEmpty() || machine.zone().equals(wave.zone()))
                && (wave.machines().isEmpty()
                        || machine.family().equals(wave.machines())
                        || machine.type().equals(wave.machines()));
    }

    /** Its Pods have a short grace and end as Failed, reason Terminated; then the machine is off (autopilot sheet 3.4). */
    private void preempt(NodeState node) {
        var facts = new HashMap<String, PodFacts>();
        world.podsOn(node.name()).forEach(it -> facts.put(it.uid(), pods.facts(it)));
        var preemption = SpotPreemption.of(
                node.name(),
                placement.snapshot().podsOn(node.name()),
                facts,
                world.facts.consolidation().evictions(),
                world.now());
        preemption.notices().forEach(world::tell);
        nodes.cordon(node);
        for (var eviction : preemption.evictions()) {
            world.pod(eviction.pod().uid())
                    .ifPresent(it -> pods.stop(
                            it,
                            eviction.grace(),
                            eviction.reason(),
                            eviction.notice().message()));
        }
        world.timers.at(preemption.gone(), new Timer.NodeOff(node.name()));
    }
}
