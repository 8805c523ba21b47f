package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A cluster without machines. Facts and commands go in, events and states come out; time only passes in {@link #advance}, and
 * equal inputs give equal outputs. Not safe for several threads.
 */
public final class SimulatedCluster {
    /** More than this at one instant is a loop of rules, not a cluster. */
    private static final int MOST_ROUNDS = 100_000;

    private final World world;
    private final Templates templates = new Templates();
    private final Pods pods;
    private final Shapes shapes;
    private final Placement placement;
    private final Nodes nodes;
    private final Supply supply;
    private final ScaleUp scaleUp;
    private final Disasters disasters;
    private final Commands commands;
    private final Map<String, Controller> controllers;
    private Instant nextLook = PodState.NOT_YET;

    SimulatedCluster(ClusterFacts facts, Instant now, long sequence, Provisioner provisioner) {
        world = new World(facts, now, sequence);
        pods = new Pods(world, templates);
        shapes = new Shapes(world, templates);
        placement = new Placement(world, pods, shapes, new Budgets(world, shapes));
        nodes = new Nodes(world, pods);
        supply = new Supply(world);
        scaleUp = new ScaleUp(world, shapes, placement, nodes, supply, new Sizes(world, nodes, placement), provisioner);
        disasters = new Disasters(world, nodes, supply);
        var deletion = new Deletion(world, pods);
        commands = new Commands(world, pods, deletion, shapes, placement);
        controllers = Map.of(
                "ReplicaSet", new ReplicaSetController(world, pods),
                "Deployment", new DeploymentController(world),
                "StatefulSet", new StatefulSetController(world, pods),
                "DaemonSet", new DaemonSetController(world, pods),
                "Job", new JobController(world, pods, deletion),
                "CronJob", new CronJobController(world, deletion),
                "HorizontalPodAutoscaler", new ScalerController(world, new Usage(world, shapes), commands::scale));
    }

    // commands; each takes effect at once, and what follows from it is carried out before it returns

    /** @param manifest one object; lists are taken apart by the reader of manifests */
    public Answer apply(Value manifest) {
        var answer = commands.apply(manifest, List.of());
        settle();
        return answer;
    }

    public Answer delete(String kind, String namespace, String name) {
        var answer = commands.delete(ObjectKey.of(kind, namespace, name));
        settle();
        return answer;
    }

    public Answer scale(String kind, String namespace, String name, int replicas) {
        var answer = commands.scale(ObjectKey.of(kind, namespace, name), replicas);
        settle();
        return answer;
    }

    /** Says what a workload's Pods do; for those that are started from now on. */
    public void behave(ObjectKey workload, Behaviour behaviour) {
        world.behave(workload, behaviour);
    }

    /** @param at not before now */
    public void plan(Fault fault, Instant at) {
        world.timers.at(at.isBefore(now()) ? now() : at, new Timer.FaultBegins(fault));
    }

    // time

    public Instant now() {
        return world.now();
    }

    /** When something happens next by itself; Instant.MAX when nothing will. */
    public Instant nextDue() {
        return world.timers.next();
    }

    /**
     * Lets time pass.
     *
     * @return what has happened since the last call, commands included
     */
    public List<ClusterEvent> advance(Instant to) {
        while (!world.timers.next().isAfter(to)) {
            var due = world.timers.take();
            if (due.at().isAfter(world.now())) {
                settle();
                world.moveTo(due.at());
            }
            fire(due.timer());
            if (world.timers.next().isAfter(world.now())) {
                settle();
            }
        }
        settle();
        if (to.isAfter(world.now())) {
            world.moveTo(to);
        }
        return world.takeEvents();
    }

    private void fire(Timer timer) {
        switch (timer) {
            case Timer.PodStarts starts -> pods.starts(starts);
            case Timer.PodTurnsReady(var uid) -> pods.turnsReady(uid);
            case Timer.PodFinishes finishes -> pods.finishes(finishes);
            case Timer.PodGone(var uid) -> podGone(uid);
            case Timer.Nominated(var uid) -> placement.nominated(uid);
            case Timer.NodeReady(var node) -> nodes.becomeReady(node);
            case Timer.NodeResized(var node, var balloon) ->
                world.node(node).ifPresent(it -> {
                    world.put(it.with(balloon));
                    placement.resized(it.with(balloon));
                });
            case Timer.NodeRefused refused -> supply.refuse(refused);
            case Timer.NodeGone(var node) -> nodes.gone(node);
            case Timer.PodsGivenUp(var node) -> nodes.giveUp(node);
            case Timer.Autoscale ignored -> autoscale();
            case Timer.Look(var object) -> world.wake(object);
            case Timer.FaultBegins(var fault) -> disasters.begin(fault);
            case Timer.FaultEnds(var fault) -> disasters.end(fault);
        }
    }

    private void podGone(String uid) {
        var node = world.pod(uid).map(PodState::node).orElse("");
        pods.gone(uid);
        nodes.removeWhenEmpty(node);
    }

    private void autoscale() {
        nextLook = PodState.NOT_YET;
        scaleUp.look();
        scaleUp.forget();
        if (!scaleUp.waiting().isEmpty()) {
            arm(supply.nextTry(world.now()));
        }
    }

    /** Until controllers and scheduler have nothing more to do at this instant. */
    private void settle() {
        int rounds = 0;
        do {
            for (var next = world.nextToReconcile(); next.isPresent(); next = world.nextToReconcile()) {
                var object = next.get();
                var controller = controllers.get(object.key().kind());
                if (controller != null) {
                    controller.reconcile(object);
                }
                if (++rounds > MOST_ROUNDS) {
                    throw new IllegalStateException("controllers do not come to rest; the last was " + object.key());
                }
            }
        } while (placement.pass());
        if (placement.takeRefusals()) {
            arm(world.now());
        }
    }

    /** The autoscaler looks at the next full period from then on, and only when there is something to look at. */
    private void arm(Instant notBefore) {
        if (notBefore.equals(PodState.NOT_YET)) {
            return;
        }
        long period = world.facts.timing().autoscalerPeriod().toMillis();
        long passed = Duration.between(world.facts.start(), notBefore).toMillis();
        var at = world.facts.start().plusMillis((Math.floorDiv(passed, period) + 1) * period);
        if (at.isBefore(nextLook)) {
            nextLook = at;
            world.timers.at(at, new Timer.Autoscale());
        }
    }

    // what there is

    public Collection<PodState> pods() {
        return List.copyOf(world.pods());
    }

    public Collection<NodeState> nodes() {
        return List.copyOf(world.nodes());
    }

    public Collection<StoredObject> objects() {
        return List.copyOf(world.objects());
    }
}
