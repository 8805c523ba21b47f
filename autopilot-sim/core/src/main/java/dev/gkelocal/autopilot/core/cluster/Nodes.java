package dev.gkelocal.autopilot.core.cluster;

import static dev.gkelocal.autopilot.core.cluster.PodState.NOT_YET;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.time.Duration;
import java.util.HashMap;
import java.util.Set;

/** The life of a machine, from the decision to have it until it is gone. */
final class Nodes {
    private static final String SOURCE = "node-controller";

    private final World world;
    private final Pods pods;

    Nodes(World world, Pods pods) {
        this.world = world;
        this.pods = pods;
    }

    /** Begins to make a node of the pool. */
    NodeState provision(Provisioner.Growth growth, String scaleUp) {
        var node = create(growth, scaleUp, NodeState.Stage.PROVISIONING);
        var delay = world.facts.timing().nodeReady().draw(world.draw, node.name());
        world.timers.at(world.now().plus(delay), new Timer.NodeReady(node.name()));
        return node;
    }

    /** A node that is there at once, as at the start of a scenario. */
    NodeState add(Provisioner.Growth growth) {
        var node = create(growth, "", NodeState.Stage.PROVISIONING);
        becomeReady(node.name());
        return node;
    }

    private NodeState create(Provisioner.Growth growth, String scaleUp, NodeState.Stage stage) {
        var template = growth.template();
        var name = "gk3-" + world.facts.name() + "-" + growth.pool() + "-"
                + world.draw.letters("node" + world.nextSequence(), 8);
        var labels = new HashMap<>(template.labels());
        labels.put(Node.HOSTNAME, name);
        labels.put(Node.ZONE, growth.machine().zone());
        var shown = new Node(name, labels, template.taints(), template.allocatable(), template.maxPods(), false);
        var node = new NodeState(
                shown,
                growth.machine(),
                growth.pool(),
                stage,
                growth.balloon(),
                scaleUp,
                world.now(),
                NOT_YET,
                Set.of());
        world.put(node);
        return node;
    }

    void becomeReady(String name) {
        world.node(name)
                .filter(it -> it.stage() == NodeState.Stage.PROVISIONING)
                .ifPresent(node -> {
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

    /** The machine is gone at once, and what ran on it does not know yet. */
    void lose(NodeState node, Duration until) {
        world.put(node.in(NodeState.Stage.LOST));
        world.normal(key(node), SOURCE, "NodeNotReady", "Node " + node.name() + " status is now: NodeNotReady");
        world.podsOn(node.name()).forEach(it -> world.wake(it.owner()));
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

    /** Takes no more Pods, and asks the present ones to leave within the grace. */
    void drain(NodeState node, Duration grace, String reason, String message) {
        world.put(node.in(NodeState.Stage.DRAINING));
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

    void resize(NodeState node, Resources balloon) {
        world.timers.at(world.now().plus(world.facts.timing().resize()), new Timer.NodeResized(node.name(), balloon));
    }

    static ObjectKey key(NodeState node) {
        return new ObjectKey("Node", "", node.name());
    }
}
