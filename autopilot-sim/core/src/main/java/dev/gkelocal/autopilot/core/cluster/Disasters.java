package dev.gkelocal.autopilot.core.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Lets faults happen. */
final class Disasters {
    private static final String SOURCE = "gke-local";

    /** Until the control plane notices that a node answers no more. */
    private static final Duration NOTICED_AFTER = Duration.ofSeconds(40);

    private final World world;
    private final Nodes nodes;
    private final Supply supply;
    private final Upgrades upgrades;

    Disasters(World world, Nodes nodes, Supply supply, Upgrades upgrades) {
        this.upgrades = upgrades;
        this.world = world;
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
            case Fault.SpotWave(var percent, var zone, var ignored) -> takeSpot(percent, zone);
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

    /** Their Pods have a short grace and end as Failed, reason Terminated (autopilot sheet 3.4). */
    private void takeSpot(int percent, String zone) {
        var spot = ready().stream()
                .filter(it -> it.machine().spot()
                        && (zone.isEmpty() || it.machine().zone().equals(zone)))
                .toList();
        int count = Math.ceilDiv(spot.size() * Math.clamp(percent, 0, 100), 100);
        for (var node : drawn(spot).subList(0, count)) {
            world.warning(
                    Nodes.key(node), SOURCE, "PreemptScheduled", "Spot VM " + node.name() + " is being preempted");
            nodes.drain(
                    node,
                    world.facts.timing().spotGrace(),
                    "Terminated",
                    "Pod was terminated in response to imminent node shutdown.");
        }
    }
}
