package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.nap.ClassCondition;
import dev.gkelocal.autopilot.core.provisioning.nap.ClassConditions;
import dev.gkelocal.autopilot.core.provisioning.nap.ClassPlan;
import dev.gkelocal.autopilot.core.provisioning.nap.NapFacts;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioner;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import dev.gkelocal.autopilot.core.scheduling.Outcome;
import dev.gkelocal.autopilot.core.scheduling.Profile;
import dev.gkelocal.autopilot.core.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The growing half of the cluster autoscaler. In this order: Pods that will fit on nodes under way wait, resizable nodes grow,
 * and for the rest machines are added (autopilot sheet 3.2, 3.3).
 */
final class ScaleUp {
    private static final String SOURCE = "cluster-autoscaler";
    private static final int REMEMBERED = 200;

    /** The autoscaler asks in each of its loops; here the same question is asked less often, since only room on nodes can differ. */
    private static final Duration RECHECK = Duration.ofMinutes(1);

    private final World world;
    private final Shapes shapes;
    private final Placement placement;
    private final Nodes nodes;
    private final Pools pools;
    private final Supply supply;
    private final Provisioner provisioner;

    /** Why nodes were made, by the name that nodes carry; the latest ones. */
    private final Map<String, Provisioning.ScaleUp> reasons = new LinkedHashMap<>();

    private Memory memory = new Memory("", Instant.MIN);

    /**
     * What was asked last without anything coming of it.
     *
     * @param question stands for all that the answer depends on, but for the room on nodes
     */
    public record Memory(String question, Instant asked) {}

    ScaleUp(
            World world,
            Shapes shapes,
            Placement placement,
            Nodes nodes,
            Pools pools,
            Supply supply,
            Provisioner provisioner) {
        this.world = world;
        this.shapes = shapes;
        this.placement = placement;
        this.nodes = nodes;
        this.pools = pools;
        this.supply = supply;
        this.provisioner = provisioner;
    }

    /** Pods that the scheduler could not place and that a machine might help. */
    List<Pod> waiting() {
        var waiting = new ArrayList<Pod>();
        for (var uid : world.unscheduled()) {
            world.pod(uid)
                    .filter(it -> it.isRefused() && it.nominated().isEmpty() && mayBeHelped(it))
                    .ifPresent(it -> waiting.add(shapes.of(it)));
        }
        return waiting;
    }

    /** A DaemonSet's Pod is only helped by its own node growing. */
    private boolean mayBeHelped(PodState pod) {
        return pod.pin().isEmpty()
                || world.node(pod.pin()).filter(it -> it.power().isResizable()).isPresent();
    }

    /** True when something was begun. */
    boolean look() {
        var waiting = waiting();
        var question = question(waiting);
        if (waiting.isEmpty() || isAnswered(question)) {
            return false;
        }
        var snapshot = placement.snapshot();
        snapshot.fork();
        Provisioning plan;
        try {
            expectNodes();
            plan = provisioner.plan(place(waiting), snapshot, facts());
        } finally {
            snapshot.revert();
        }
        carryOut(plan);
        var begun = !plan.plans().isEmpty() || !plan.upsizings().isEmpty();
        memory = begun ? new Memory("", Instant.MIN) : new Memory(question(waiting), world.now());
        return begun;
    }

    private boolean isAnswered(String question) {
        return question.equals(memory.question) && world.now().isBefore(memory.asked.plus(RECHECK));
    }

    private String question(List<Pod> waiting) {
        var text = new StringBuilder();
        waiting.forEach(it -> text.append(it.uid()).append(' '));
        world.nodes().forEach(it -> text.append(it.name()).append(it.stage()).append(it.power()));
        text.append(supply.active()).append(supply.backoff());
        world.objects("ComputeClass").forEach(it -> text.append(it.uid()).append(it.generation()));
        return Long.toHexString(Draw.hash(text.toString()));
    }

    Memory memory() {
        return memory;
    }

    void restore(Memory kept) {
        memory = kept;
    }

    /** When Pods that nothing helps are looked at again. */
    Instant nextTry() {
        var again = world.now().plus(RECHECK);
        return again.isBefore(supply.nextTry()) ? again : supply.nextTry();
    }

    /**
     * Resizable nodes that are under way, or are growing just now, can grow further before another machine is worth it; the Pod
     * that covers what is not powered stays one of the Pods that such a node may run.
     */
    private void expectNodes() {
        var snapshot = placement.snapshot();
        world.facts.zones().forEach(it -> snapshot.expectDomain(Node.ZONE, it));
        for (var node : world.nodes()) {
            if (node.stage() == NodeState.Stage.PROVISIONING) {
                snapshot.addNode(node.node());
                pools.daemons(node).forEach(snapshot::addPod);
            }
            if (node.stage() == NodeState.Stage.PROVISIONING || node.power().busy()) {
                snapshot.removePod(NodeState.balloonUid(node.name()));
                node.balloonPod()
                        .map(it -> it.change().requests(Resources.NONE).build())
                        .ifPresent(snapshot::addPod);
            }
        }
    }

    /** @return those that no node can take, not even one under way */
    private List<Pod> place(List<Pod> waiting) {
        var calm =
                waiting.stream().map(it -> it.change().preempts(false).build()).toList();
        return new Scheduler(Profile.OPTIMIZE_UTILIZATION, List.of())
                .place(calm, placement.snapshot()).stream()
                        .filter(Outcome.Unschedulable.class::isInstance)
                        .map(Outcome::pod)
                        .toList();
    }

    /** What the autoscaler writes into the status of each custom class, by name. */
    Map<String, List<ClassCondition>> classConditions() {
        var facts = facts();
        var conditions = new TreeMap<String, List<ClassCondition>>();
        facts.classes()
                .forEach((name, plan) ->
                        conditions.put(name, ClassConditions.of(facts).of(plan)));
        return conditions;
    }

    NapFacts facts() {
        var classes = new TreeMap<String, ClassPlan>();
        world.objects("ComputeClass").forEach(it -> classes.put(it.key().name(), ClassPlan.of(it.manifest())));
        var resizable = world.nodes().stream()
                .filter(it ->
                        it.isReady() && it.power().isResizable() && !it.power().busy())
                .map(it -> new NapFacts.Resizable(
                        it.name(), it.machine().type(), it.power().vm()))
                .toList();
        return new NapFacts(
                new NapFacts.Site("gke-local", world.facts.name(), world.facts.region()),
                world.facts.version(),
                world.facts.zones(),
                pools.current(),
                resizable,
                pools.allDaemons(),
                classes,
                supply.stockOuts(),
                supply.quota(),
                supply.backoff());
    }

    private void carryOut(Provisioning plan) {
        for (var upsizing : plan.upsizings()) {
            world.node(upsizing.node()).ifPresent(it -> nodes.resize(it, upsizing.to()));
        }
        for (var scaleUp : plan.plans()) {
            var name = "scale-up-" + world.nextSequence();
            remember(name, scaleUp);
            for (var node : scaleUp.nodes()) {
                nodes.provision(scaleUp.pool(), node.vm().orElse(Size.ZERO), name);
            }
        }
        plan.failures().forEach(it -> supply.refuse(it.pool().group().name()));
        plan.events().forEach(this::tell);
    }

    private void remember(String name, Provisioning.ScaleUp scaleUp) {
        reasons.put(name, scaleUp);
        if (reasons.size() > REMEMBERED) {
            reasons.remove(reasons.keySet().iterator().next());
        }
    }

    Map<String, Provisioning.ScaleUp> reasons() {
        return reasons;
    }

    /** What is said of a Pod again and again is said once. */
    private void tell(Provisioning.PodEvent event) {
        var said = event.reason() + ": " + event.message();
        world.pod(event.pod().uid()).filter(it -> !it.told().equals(said)).ifPresent(it -> {
            world.put(it.told(said));
            if (event.warning()) {
                world.warning(it.key(), SOURCE, event.reason(), event.message());
            } else {
                world.normal(it.key(), SOURCE, event.reason(), event.message());
            }
        });
    }
}
