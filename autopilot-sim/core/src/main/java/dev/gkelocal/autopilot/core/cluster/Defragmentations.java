package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.consolidation.Cluster;
import dev.gkelocal.autopilot.core.consolidation.Defragmentation;
import dev.gkelocal.autopilot.core.consolidation.EkDownsizing;
import dev.gkelocal.autopilot.core.consolidation.Eviction;
import dev.gkelocal.autopilot.core.consolidation.Finding;
import dev.gkelocal.autopilot.core.consolidation.Removal;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Empties small resizable nodes: the nodes that take their Pods grow first, then the Pods move (autopilot sheet 3.4). */
final class Defragmentations {
    private final World world;
    private final Pods pods;
    private final Placement placement;
    private final Nodes nodes;
    private final Sizes sizes;
    private final ConsolidationRules rules;
    private final Defragmentation defragmentation;
    private Defragmentation.Memory memory = Defragmentation.Memory.START;

    Defragmentations(World world, Pods pods, Placement placement, Nodes nodes, Sizes sizes) {
        this.world = world;
        this.pods = pods;
        this.placement = placement;
        this.nodes = nodes;
        this.sizes = sizes;
        rules = world.facts.consolidation();
        defragmentation = new Defragmentation(rules.defragmentation(), rules.scaleDown());
    }

    Defragmentation.Memory memory() {
        return memory;
    }

    void restore(Defragmentation.Memory kept) {
        memory = kept;
    }

    /**
     * @param cluster as scale-down looks at it; only asked for where a node is small
     * @param pending Pods wait for a place: their scale-up comes first
     * @return when to look again though nothing changes; NOT_YET = no need
     */
    Instant look(Supplier<Cluster> cluster, boolean pending) {
        if (rules.defragmentation().candidates() == 0) {
            return PodState.NOT_YET;
        }
        var resizable = resizable();
        if (memory.candidates().isEmpty() && resizable.values().stream().noneMatch(rules.defragmentation()::isSmall)) {
            memory = defragmentation.passedOver(pending, memory, world.now());
            return next(resizable.keySet(), pending);
        }
        var round = defragmentation.decide(cluster.get(), resizable, pending, memory, world.now());
        memory = round.memory();
        round.notices().forEach(world::tell);
        round.givenUp().keySet().stream().sorted().forEach(this::giveUp);
        round.drains().forEach(this::begin);
        return next(resizable.keySet(), pending);
    }

    private Map<String, Defragmentation.Sizes> resizable() {
        var resizable = new HashMap<String, Defragmentation.Sizes>();
        for (var node : world.nodes()) {
            if (node.power().isResizable() && !node.power().busy()) {
                sizes.resizer(node.machine().type())
                        .ifPresent(it -> resizable.put(
                                node.name(),
                                new Defragmentation.Sizes(Size.of(node.powered()), it.toAllocatable(it.full()))));
            }
        }
        return resizable;
    }

    /** The node takes no more Pods; those that it has leave once there is room for them. */
    private void begin(Removal removal) {
        var node = world.node(removal.node()).filter(NodeState::isReady);
        if (node.isEmpty()) {
            return;
        }
        removal.notices().stream().filter(it -> !it.kind().equals("Pod")).forEach(world::tell);
        nodes.cordon(node.get());
        var targets = removal.moves().stream().map(Finding.Move::to).collect(Collectors.toCollection(TreeSet::new));
        var growing = targets.stream().filter(it -> grow(it, removal)).count();
        var wait = growing == 0 ? Duration.ZERO : world.facts.timing().resize();
        world.timers.at(world.now().plus(wait), new Timer.NodeDrains(removal.node()));
    }

    /** @return false where the node is large enough already */
    private boolean grow(String target, Removal removal) {
        var node = world.node(target).filter(it -> it.power().isResizable());
        var resizer = node.flatMap(it -> sizes.resizer(it.machine().type()));
        if (node.isEmpty() || resizer.isEmpty()) {
            return false;
        }
        var wanted = EkDownsizing.requested(placement.snapshot().podsOn(target));
        for (var move : removal.moves()) {
            if (move.to().equals(target)) {
                wanted = wanted.plus(placement
                        .snapshot()
                        .pod(move.uid())
                        .map(it -> Size.of(it.requests()))
                        .orElse(Size.ZERO));
            }
        }
        var vm = resizer.get().toVmSize(wanted.max(Size.of(node.get().powered())));
        if (vm.equals(node.get().power().vm())) {
            return false;
        }
        nodes.resize(node.get(), vm);
        return true;
    }

    /** The time for growth is over: the Pods are asked to leave. */
    void drain(String name) {
        world.node(name).filter(it -> it.stage() == NodeState.Stage.DRAINING).ifPresent(node -> {
            world.podsOn(name).stream()
                    .filter(it -> !it.owner().kind().equals("DaemonSet"))
                    .forEach(this::evict);
            nodes.removeWhenEmpty(name);
        });
    }

    private void evict(PodState pod) {
        placement.snapshot().pod(pod.uid()).ifPresent(shape -> {
            var eviction = rules.evictions().eviction(shape, pods.facts(pod), Eviction.Cause.SCALE_DOWN, world.now());
            world.tell(eviction.notice());
            pods.stop(pod, eviction.grace(), "ScaleDown", eviction.notice().message());
        });
    }

    private void giveUp(String name) {
        world.node(name).filter(it -> it.stage() == NodeState.Stage.DRAINING).ifPresent(nodes::uncordon);
    }

    private Instant next(Set<String> resizable, boolean pending) {
        var next = PodState.NOT_YET;
        if (pending && resizable.size() > 1) {
            next = memory.lastPass().plus(rules.defragmentation().maxDelay());
        }
        if (!memory.candidates().isEmpty()) {
            return world.now();
        }
        for (var until : memory.backoff().values()) {
            next = until.isBefore(next) ? until : next;
        }
        return next;
    }
}
