package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import dev.gkelocal.autopilot.core.scheduling.Outcome;
import dev.gkelocal.autopilot.core.scheduling.Profile;
import dev.gkelocal.autopilot.core.scheduling.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scheduler at work: keeps its snapshot in step with the world and places Pods as soon as something has changed for them. */
final class Placement implements WorldListener {
    private static final String SOURCE = "default-scheduler";
    private static final String PREEMPTED = "Preempted";

    private final World world;
    private final Pods pods;
    private final Shapes shapes;
    private final Budgets budgets;
    private final Pools pools;
    private final Set<String> untried = new LinkedHashSet<>();
    private ClusterSnapshot snapshot = new ClusterSnapshot();
    private boolean changed;
    private boolean news;

    /** Places in the snapshot are free, and the next node would take one: the order would not be that of the world any more. */
    private boolean hasHoles;

    Placement(World world, Pods pods, Shapes shapes, Budgets budgets, Pools pools) {
        this.pools = pools;
        this.world = world;
        this.pods = pods;
        this.shapes = shapes;
        this.budgets = budgets;
        world.listen(this);
    }

    ClusterSnapshot snapshot() {
        return snapshot;
    }

    /** From the world as it is: after a restart, or when labels of namespaces have changed. */
    void rebuild() {
        var labels = new HashMap<String, Map<String, String>>();
        world.objects("Namespace")
                .forEach(it -> labels.put(
                        it.key().name(),
                        it.manifest().get("metadata").get("labels").texts()));
        snapshot = new ClusterSnapshot(labels);
        hasHoles = false;
        world.nodes().stream().filter(Placement::isListed).forEach(it -> {
            enter(it);
        });
        world.pods().forEach(this::enter);
        changed = true;
    }

    private static boolean isListed(NodeState node) {
        return NodeState.listed().contains(node.stage());
    }

    private void enter(NodeState node) {
        snapshot.addNode(node.node());
        node.balloonPod().ifPresent(snapshot::addPod);
        pools.system(node).forEach(snapshot::addPod);
    }

    private void enter(PodState pod) {
        var on = pod.isOnNode() ? pod.node() : pod.isUnscheduled() ? pod.nominated() : "";
        if (!on.isEmpty() && snapshot.node(on).isPresent() && !isPreempted(pod)) {
            snapshot.addPod(shapes.of(pod).change().nodeName(on).build());
        }
    }

    private static boolean isPreempted(PodState pod) {
        return pod.stage() == PodState.Stage.TERMINATING && pod.reason().equals(PREEMPTED);
    }

    @Override
    public void podChanged(PodState before, PodState after) {
        if (after.isUnscheduled() && before == after) {
            untried.add(after.uid());
        }
        if (!after.isOnNode() && before.isOnNode() || isPreempted(after)) {
            leave(after);
        }
    }

    @Override
    public void podRemoved(PodState pod) {
        untried.remove(pod.uid());
        leave(pod);
    }

    private void leave(PodState pod) {
        if (snapshot.pod(pod.uid()).isPresent()) {
            snapshot.removePod(pod.uid());
            changed = true;
        }
    }

    @Override
    public void nodeChanged(Optional<NodeState> before, NodeState after) {
        var same = before.filter(it -> it.node().equals(after.node())
                && isListed(it) == isListed(after)
                && it.power().balloon().equals(after.power().balloon()));
        if (same.isPresent()) {
            return;
        }
        if (before.isEmpty() && hasHoles && isListed(after)) {
            rebuild();
            return;
        }
        snapshot.removeNode(after.name());
        if (isListed(after)) {
            enter(after);
            world.podsOn(after.name()).forEach(this::enter);
            changed = true;
        } else {
            hasHoles = true;
        }
    }

    @Override
    public void nodeRemoved(NodeState node) {
        hasHoles |= snapshot.node(node.name()).isPresent();
        snapshot.removeNode(node.name());
    }

    /** True when a Pod was placed. */
    boolean pass() {
        var toTry = changed ? world.unscheduled() : untried;
        var pending = new ArrayList<Pod>();
        for (var uid : toTry) {
            world.pod(uid)
                    .filter(it -> it.isUnscheduled() && it.nominated().isEmpty())
                    .ifPresent(it -> pending.add(shapes.of(it)));
        }
        untried.clear();
        var moved = changed;
        changed = false;
        news |= moved;
        if (pending.isEmpty()) {
            return false;
        }
        var outcomes = new Scheduler(Profile.DEFAULT, budgets.current()).place(pending, snapshot);
        outcomes.forEach(this::carryOut);
        return outcomes.stream().anyMatch(it -> it instanceof Outcome.Placed || it instanceof Outcome.Preempting);
    }

    private void carryOut(Outcome outcome) {
        var pod = world.pod(outcome.pod().uid());
        if (pod.isEmpty()) {
            return;
        }
        switch (outcome) {
            case Outcome.Placed placed -> {
                news = true;
                bind(pod.get(), placed.node());
            }
            case Outcome.Preempting preempting -> preempt(pod.get(), preempting);
            case Outcome.Unschedulable(var ignored, var message) -> {
                news = true;
                report(pod.get(), message);
            }
            case Outcome.Gated gated -> report(pod.get(), gated.message());
        }
    }

    void bind(PodState pod, String node) {
        world.node(node).ifPresent(it -> pods.bind(pod, it));
    }

    private void preempt(PodState pod, Outcome.Preempting outcome) {
        report(pod, outcome.message());
        for (var victim : outcome.victims()) {
            world.pod(victim.uid()).ifPresent(it -> {
                world.normal(
                        it.key(), SOURCE, PREEMPTED, "Preempted by pod " + pod.uid() + " on node " + outcome.node());
                pods.stop(
                        it,
                        Duration.ofDays(7),
                        PREEMPTED,
                        "Preempted in order to admit " + pod.key().path());
            });
        }
        world.put(world.pod(pod.uid()).orElse(pod).nominated(outcome.node()));
        world.timers.at(world.now().plus(world.facts.timing().podStop()), new Timer.Nominated(pod.uid()));
    }

    /** Binds once the victims have left. */
    void nominated(String uid) {
        world.pod(uid)
                .filter(it -> it.isUnscheduled() && !it.nominated().isEmpty())
                .ifPresent(it -> {
                    if (world.node(it.nominated()).filter(Placement::isListed).isPresent()) {
                        bind(it, it.nominated());
                    } else {
                        world.put(it.nominated(""));
                        untried.add(uid);
                    }
                });
    }

    private void report(PodState pod, String message) {
        if (pod.isRefused() && pod.message().equals(message)) {
            return;
        }
        world.warning(pod.key(), SOURCE, "FailedScheduling", message);
        world.put(world.pod(pod.uid()).orElse(pod).waiting("Unschedulable", message));
    }

    /** After a restart: all that there is was tried before. */
    void restore() {
        rebuild();
        changed = false;
        news = false;
        untried.clear();
    }

    /** True when the autoscaler has something to look at: Pods were refused, or came, went or moved, or nodes did. */
    boolean takeNews() {
        var taken = news;
        news = false;
        return taken;
    }
}
