package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.pricing.Bill;
import dev.gkelocal.autopilot.core.provisioning.nap.ClassCondition;
import dev.gkelocal.autopilot.core.provisioning.nap.GivenPool;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioner;
import dev.gkelocal.autopilot.core.scheduling.Evaluator;
import dev.gkelocal.autopilot.core.warden.Warden;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    private final ScaleDowns scaleDown;
    private final Defragmentations defragmentation;
    private final Upgrades upgrades;
    private final Pools pools;
    private final Disasters disasters;
    private final Gate gate;
    private final Charges charges;
    private final Commands commands;
    private final Map<String, Controller> controllers;
    private Instant nextLook = PodState.NOT_YET;

    SimulatedCluster(ClusterFacts facts, Instant now, long sequence, Provisioner provisioner) {
        world = new World(facts, now, sequence);
        pods = new Pods(world, templates);
        shapes = new Shapes(world, templates);
        gate = new Gate(world);
        pools = new Pools(world);
        var budgets = new Budgets(world, shapes);
        var sizes = new Sizes(facts.version());
        placement = new Placement(world, pods, shapes, budgets, pools);
        nodes = new Nodes(world, pods, pools, sizes, gate);
        supply = new Supply(world);
        scaleUp = new ScaleUp(world, shapes, placement, nodes, pools, supply, provisioner);
        scaleDown = new ScaleDowns(world, pods, placement, nodes, sizes, budgets);
        defragmentation = new Defragmentations(world, pods, placement, nodes, sizes);
        upgrades = new Upgrades(world, pods, placement, nodes, pools, budgets);
        disasters = new Disasters(world, pods, placement, nodes, supply, upgrades);
        var deletion = new Deletion(world, pods);
        charges = new Charges(world, shapes, templates, gate);
        commands = new Commands(world, pods, deletion, shapes, placement, gate);
        controllers = Map.of(
                "ReplicaSet", new ReplicaSetController(world, pods),
                "Deployment", new DeploymentController(world),
                "StatefulSet", new StatefulSetController(world, pods),
                "DaemonSet", new DaemonSetController(world, pods),
                "Job", new JobController(world, pods, deletion),
                "CronJob", new CronJobController(world, deletion),
                "HorizontalPodAutoscaler", new ScalerController(world, new Usage(world, shapes), commands::scale));
    }

    /** A new and empty cluster, at its start. */
    public static SimulatedCluster create(ClusterFacts facts) {
        var cluster = new SimulatedCluster(facts, facts.start(), 0, provisioner(facts));
        facts.pools().forEach(cluster::begin);
        return cluster;
    }

    private void begin(GivenPool pool) {
        for (var zone : pool.zones()) {
            var group = pool.in(zone, scaleUp.facts());
            pools.keep(group);
            for (var i = 0; i < pool.nodes().start(); i++) {
                nodes.add(group);
            }
        }
    }

    /** Goes on where a cluster stood. */
    public static SimulatedCluster resume(ClusterState state) {
        var cluster = new SimulatedCluster(state.facts(), state.now(), state.sequence(), provisioner(state.facts()));
        cluster.restore(state);
        return cluster;
    }

    private static Provisioner provisioner(ClusterFacts facts) {
        return Provisioner.autopilot();
    }

    /** The kinds that there are rules for; others are not kept. */
    public static boolean takes(String kind) {
        return Commands.KINDS.contains(kind);
    }

    // commands; each takes effect at once, and what follows from it is carried out before it returns

    /** @param manifest one object; lists are taken apart by the reader of manifests */
    public Answer apply(Value manifest) {
        var answer = commands.apply(manifest);
        settle();
        return answer instanceof Answer.Accepted(var key, var change, var ignored)
                        && key.kind().equals("ComputeClass")
                ? new Answer.Accepted(key, change, misconfigured(key.name()))
                : answer;
    }

    private List<String> misconfigured(String computeClass) {
        return classConditions().getOrDefault(computeClass, List.of()).stream()
                .filter(it -> it.type().equals(ClassCondition.MISCONFIGURED))
                .map(it -> "compute class " + computeClass + " is " + it)
                .toList();
    }

    /** The conditions in the status of each custom ComputeClass, by its name. */
    public Map<String, List<ClassCondition>> classConditions() {
        return scaleUp.classConditions();
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

    /**
     * Takes in a Pod that somebody else made: an API server has admitted it, and its controller lives there. One that is here already is
     * left as it is.
     *
     * @param ownerKind of the controlling object; empty for a bare Pod
     */
    public PodState adopt(Value manifest, String ownerKind, String ownerName) {
        var pod = commands.adopt(ObjectKey.of(manifest), manifest, ownerKind, ownerName);
        settle();
        return world.pod(pod.uid()).orElse(pod);
    }

    /** A Pod that was adopted is gone, or has ended: it leaves its room at once. */
    public void forget(String namespace, String name) {
        world.pod(namespace, name).ifPresent(pod -> {
            world.remove(pod);
            nodes.removeWhenEmpty(pod.node());
        });
        settle();
    }

    public Optional<PodState> pod(String namespace, String name) {
        return world.pod(namespace, name);
    }

    /** Those that nobody may connect to, as {@code namespace/name}. */
    public Set<String> closedPods() {
        return world.pods().stream()
                .filter(it -> Warden.isClosed(templates.get(it.template()).get("metadata")))
                .map(it -> it.key().path())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the Pod was made from: metadata and spec. */
    public Value template(PodState pod) {
        return templates.get(pod.template());
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
            case Timer.NodeResized resized -> nodes.resized(resized);
            case Timer.Upgrade ignored -> upgrades.go();
            case Timer.NodeGone(var node) -> nodes.gone(node);
            case Timer.NodeOff(var node) -> nodes.off(node);
            case Timer.NodeDrains(var node) -> defragmentation.drain(node);
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

    /** A later look that was asked for before an earlier one is passed over. */
    private void autoscale() {
        if (!now().equals(nextLook)) {
            return;
        }
        nextLook = PodState.NOT_YET;
        if (scaleUp.look()) {
            scaleDown.scaledUp();
        }
        var pending = !scaleUp.waiting().isEmpty();
        if (pending) {
            arm(scaleUp.nextTry());
        }
        arm(scaleDown.look());
        if (upgrades.isIdle()) {
            arm(defragmentation.look(() -> scaleDown.cluster(Map.of()), pending));
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
        if (placement.takeNews()) {
            arm(world.now());
        }
    }

    /** The autoscaler looks at the next full period from then on, and only when there is something to look at. */
    private void arm(Instant notBefore) {
        if (notBefore.equals(PodState.NOT_YET)) {
            return;
        }
        long period = world.facts.timing().autoscalerPeriod().toMillis();
        var from = notBefore.isAfter(now()) ? notBefore : now();
        long passed = Duration.between(world.facts.start(), from).toMillis();
        var at = world.facts.start().plusMillis((Math.floorDiv(passed, period) + 1) * period);
        if (at.isBefore(nextLook)) {
            nextLook = at;
            world.timers.at(at, new Timer.Autoscale());
        }
    }

    // what there is

    /** Everything, to be kept until a {@link #resume}. */
    public ClusterState state() {
        settle();
        return new ClusterState(
                world.facts,
                now(),
                world.sequence(),
                List.copyOf(world.objects()),
                List.copyOf(world.pods()),
                templates.used(world.pods()),
                List.copyOf(world.nodes()),
                pools.kept(),
                world.volumes.all(),
                world.behaviours().entrySet().stream()
                        .map(it -> new ClusterState.Behaving(it.getKey(), it.getValue()))
                        .toList(),
                world.timers.all(),
                supply.active(),
                supply.waits().entrySet().stream()
                        .map(it -> new ClusterState.Waiting(
                                it.getKey(),
                                it.getValue().until(),
                                it.getValue().next().toSeconds()))
                        .toList(),
                nextLook,
                scaleUp.memory(),
                scaleDown.memory(),
                defragmentation.memory(),
                upgrades.memory(),
                charges.bill());
    }

    private void restore(ClusterState state) {
        templates.restore(state.templates());
        state.claims().forEach((claim, zone) -> world.volumes.all().put(claim, zone));
        state.behaviours().forEach(it -> world.behave(it.workload(), it.behaviour()));
        world.timers.restore(state.due());
        supply.restore(state.faults(), state.waits());
        nextLook = state.nextLook();
        state.pools().forEach(pools::keep);
        scaleDown.restore(state.scaleDown());
        defragmentation.restore(state.defragmentation());
        upgrades.restore(state.upgrade());
        world.restore(state);
        gate.readClasses();
        shapes.readPriorityClasses();
        placement.restore();
        scaleUp.restore(state.scaleUp());
        charges.resume(state.bill());
    }

    /** Pods that got their node since the last call. */
    public List<PlacedPod> takePlacements() {
        return pods.takePlacements();
    }

    /** By all Pods that are on nodes. */
    public Resources requested() {
        var sum = Resources.NONE;
        for (var pod : world.pods()) {
            if (pod.isOnNode()) {
                sum = sum.plus(shapes.of(pod).requests());
            }
        }
        return sum;
    }

    public Optional<Explanation> explain(String namespace, String name) {
        return world.pod(namespace, name).map(pod -> {
            var made = world.node(pod.node()).map(NodeState::createdFor).orElse("");
            return new Explanation(
                    pod,
                    pod.isUnscheduled() ? new Evaluator(placement.snapshot()).check(shapes.of(pod)) : Map.of(),
                    scaleUp.reasons().entrySet().stream()
                            .filter(it -> it.getKey().equals(made))
                            .map(Map.Entry::getValue)
                            .toList());
        });
    }

    public Bill bill() {
        return charges.bill();
    }

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
