package dev.gkelocal.autopilot.core.cluster;

import static dev.gkelocal.autopilot.core.cluster.PodState.NOT_YET;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeOffer;
import dev.gkelocal.autopilot.core.provisioning.nap.Pool;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.resize.Resizer;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The life of a machine, from the decision to have it until it is gone. */
final class Nodes {
    private static final String SOURCE = "node-controller";
    private static final String COMPUTE_CLASS = "cloud.google.com/compute-class";
    private static final String GPU_COUNT = "cloud.google.com/gke-accelerator-count";

    private final World world;
    private final Pods pods;
    private final Pools pools;
    private final Sizes sizes;
    private final Gate gate;

    Nodes(World world, Pods pods, Pools pools, Sizes sizes, Gate gate) {
        this.world = world;
        this.pods = pods;
        this.pools = pools;
        this.sizes = sizes;
        this.gate = gate;
    }

    /**
     * Begins to make a node of the pool.
     *
     * @param vm size to start with; ZERO for machines that keep their size
     */
    NodeState provision(Pool pool, Size vm, String createdFor) {
        var node = create(pool, vm, createdFor);
        var delay = world.facts.timing().nodeReady().draw(world.draw, node.name());
        world.timers.at(world.now().plus(delay), new Timer.NodeReady(node.name()));
        return node;
    }

    /** A node that is there at once, as at the start of a scenario; of a resizable machine, all of it. */
    void add(Pool pool) {
        var full = sizes.resizer(pool.group().node().machineType())
                .map(Resizer::full)
                .orElse(Size.ZERO);
        becomeReady(create(pool, full, "").name());
    }

    private NodeState create(Pool pool, Size vm, String createdFor) {
        pools.keep(pool);
        var template = pool.template();
        var name = template.name() + "-" + world.draw.letters("node" + world.nextSequence(), 4);
        var labels = new HashMap<>(template.labels());
        labels.put(Node.HOSTNAME, name);
        labels.put(Node.ZONE, pool.zone());
        var shown = new Node(name, labels, template.taints(), template.allocatable(), template.maxPods(), false);
        var machine = machine(pool);
        var node = new NodeState(
                shown,
                machine,
                pool.group().name(),
                NodeState.Stage.PROVISIONING,
                vm.equals(Size.ZERO) ? NodeState.Power.FIXED : sizes.power(machine.type(), shown, vm, Instant.MIN),
                createdFor,
                world.now(),
                NOT_YET,
                Map.of());
        world.put(node);
        return node;
    }

    private NodeState.Machine machine(Pool pool) {
        var offer = pool.group().node();
        var computeClass = pool.template().labels().getOrDefault(COMPUTE_CLASS, "");
        var gpus = pool.template().labels().getOrDefault(GPU_COUNT, "0");
        return new NodeState.Machine(
                offer.machineType(),
                offer.family(),
                pool.zone(),
                computeClass,
                offer.spot(),
                isPaidAsWhole(offer, computeClass),
                new NodeState.Capacity(
                        (int) Math.ceilDiv(offer.milliCpu(), 1000L),
                        offer.memoryBytes(),
                        offer.accelerators().gpuType(),
                        Integer.parseInt(gpus),
                        pool.template()
                                .labels()
                                .getOrDefault(GkeLabels.BOOT_DISK, offer.disk().type()),
                        pool.bootDiskGib(),
                        offer.disk().localSsdGib()));
    }

    /** As the Pods that select it are not paid (autopilot sheet 5.1). */
    private boolean isPaidAsWhole(NodeOffer offer, String computeClass) {
        var custom = gate.rules().classes().get(computeClass);
        return !world.facts.autopilot()
                || offer.accelerators().total() > 0
                || computeClass.equals("Performance")
                || computeClass.equals("Accelerator")
                || custom != null && custom.podFamily().isEmpty();
    }

    void becomeReady(String name) {
        world.node(name)
                .filter(it -> it.stage() == NodeState.Stage.PROVISIONING)
                .ifPresent(node -> {
                    world.remove(node);
                    world.put(node.readyAt(world.now()));
                    world.normal(
                            key(node),
                            SOURCE,
                            "RegisteredNode",
                            "Node " + name + " event: Registered Node " + name + " in Controller");
                    world.normal(key(node), "kubelet", "NodeReady", "Node " + name + " status is now: NodeReady");
                    world.wakeKind("DaemonSet");
                });
    }

    /** The machine is gone at once, and the control plane does not know yet. */
    void lose(NodeState node, Duration until) {
        world.put(node.in(NodeState.Stage.LOST));
        world.normal(key(node), SOURCE, "NodeNotReady", "Node " + node.name() + " status is now: NodeNotReady");
        world.podsOn(node.name()).forEach(pods::unready);
        world.timers.at(world.now().plus(until), new Timer.PodsGivenUp(node.name()));
    }

    /** Its Pods count as lost, and it leaves the cluster. */
    void giveUp(String name) {
        world.node(name).ifPresent(node -> {
            for (var pod : world.podsOn(name)) {
                world.normal(
                        pod.key(),
                        "taint-eviction-controller",
                        "TaintManagerEviction",
                        "Marking for deletion Pod " + pod.key().path());
                pods.lose(pod);
            }
            remove(node);
        });
    }

    void cordon(NodeState node) {
        world.put(node.in(NodeState.Stage.DRAINING));
    }

    /** Its removal was given up. */
    void uncordon(NodeState node) {
        world.put(node.in(NodeState.Stage.READY));
    }

    /** Takes no more Pods, and asks the present ones to leave within the grace. */
    void drain(NodeState node, Duration grace, String reason, String message) {
        cordon(node);
        for (var pod : world.podsOn(node.name())) {
            if (!pod.owner().kind().equals("DaemonSet")) {
                pods.stop(pod, grace, reason, message);
            }
        }
        removeWhenEmpty(node.name());
    }

    /** Once only Pods are left that belong to the node itself. */
    void removeWhenEmpty(String name) {
        var node = world.node(name).filter(it -> it.stage() == NodeState.Stage.DRAINING);
        if (node.isPresent()
                && world.podsOn(name).stream().allMatch(it -> it.owner().kind().equals("DaemonSet"))) {
            world.podsOn(name).forEach(world::remove);
            world.put(node.get().in(NodeState.Stage.REMOVING));
            world.timers.at(world.now().plus(world.facts.timing().nodeRemoval()), new Timer.NodeGone(name));
        }
    }

    /** What still runs ends with the machine. */
    void off(String name) {
        world.node(name).ifPresent(node -> {
            for (var pod : world.podsOn(name)) {
                pods.gone(pod.uid());
                world.pod(pod.uid()).filter(PodState::isOnNode).ifPresent(world::remove);
            }
            remove(node);
        });
    }

    void gone(String name) {
        world.node(name).filter(it -> it.stage() == NodeState.Stage.REMOVING).ifPresent(this::remove);
    }

    private void remove(NodeState node) {
        world.remove(node);
        world.normal(
                key(node),
                SOURCE,
                "RemovingNode",
                "Node " + node.name() + " event: Removing Node " + node.name() + " from Controller");
        world.wakeKind("DaemonSet");
    }

    void resize(NodeState node, Size vm) {
        world.put(node.with(node.power().resizing()));
        world.timers.at(world.now().plus(world.facts.timing().resize()), new Timer.NodeResized(node.name(), vm));
    }

    void resized(Timer.NodeResized done) {
        world.node(done.node())
                .ifPresent(
                        it -> world.put(it.with(sizes.power(it.machine().type(), it.node(), done.vm(), world.now()))));
    }

    static ObjectKey key(NodeState node) {
        return new ObjectKey("Node", "", node.name());
    }
}
