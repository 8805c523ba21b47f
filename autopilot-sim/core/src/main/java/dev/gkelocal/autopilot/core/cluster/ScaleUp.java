package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.scheduling.Outcome;
import dev.gkelocal.autopilot.core.scheduling.Profile;
import dev.gkelocal.autopilot.core.scheduling.Scheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The growing half of the cluster autoscaler. In this order: Pods that will fit on nodes under way wait, resizable nodes grow,
 * and for the rest machines are added (autopilot sheet 3.2, 3.3).
 */
final class ScaleUp {
    static final String SOURCE = "cluster-autoscaler";

    private final World world;
    private final Shapes shapes;
    private final Placement placement;
    private final Nodes nodes;
    private final Supply supply;
    private final Sizes sizes;
    private final Provisioner provisioner;
    private final Map<String, String> told = new HashMap<>();

    ScaleUp(
            World world,
            Shapes shapes,
            Placement placement,
            Nodes nodes,
            Supply supply,
            Sizes sizes,
            Provisioner provisioner) {
        this.world = world;
        this.shapes = shapes;
        this.placement = placement;
        this.nodes = nodes;
        this.supply = supply;
        this.sizes = sizes;
        this.provisioner = provisioner;
    }

    /** Pods that the scheduler could not place and that a machine might help. */
    List<Pod> waiting() {
        var waiting = new ArrayList<Pod>();
        for (var uid : world.unscheduled()) {
            world.pod(uid)
                    .filter(it -> it.pin().isEmpty() && it.nominated().isEmpty())
                    .filter(it -> placement
                            .last(uid)
                            .filter(Outcome.Unschedulable.class::isInstance)
                            .isPresent())
                    .ifPresent(it -> waiting.add(shapes.of(it)));
        }
        return waiting;
    }

    void look() {
        var waiting = waiting();
        if (waiting.isEmpty()) {
            return;
        }
        var snapshot = placement.snapshot();
        var plan = new Provisioner.Plan(List.of(), List.of());
        snapshot.fork();
        try {
            expectNodes();
            var homeless = place(waiting);
            sizes.grow();
            if (!homeless.isEmpty()) {
                plan = provisioner.plan(homeless, view());
            }
        } finally {
            snapshot.revert();
        }
        plan.growths().forEach(this::carryOut);
        plan.refusals().forEach(this::tell);
    }

    private Provisioner.View view() {
        return new Provisioner.View(
                placement.snapshot(),
                List.copyOf(world.nodes()),
                world.objects("ComputeClass"),
                supply.refused(world.now()),
                supply.vcpusLeft());
    }

    /** Adds nodes under way with their DaemonSets' Pods, and takes away what resizable ones have not powered. */
    private void expectNodes() {
        var snapshot = placement.snapshot();
        for (var node : world.nodes()) {
            if (node.stage() == NodeState.Stage.PROVISIONING) {
                snapshot.addNode(node.node());
                daemons(node).forEach(snapshot::addPod);
            } else if (node.isReady()) {
                snapshot.removePod(NodeState.balloonUid(node.name()));
            }
        }
    }

    List<Pod> daemons(NodeState node) {
        var daemons = new ArrayList<Pod>();
        for (var set : world.objects("DaemonSet")) {
            var shape = DaemonSetController.shape(DaemonSetController.template(set), set.key());
            if (DaemonSetController.runsOn(shape, node.node())) {
                daemons.add(shape.change()
                        .uid(set.uid() + "/" + node.name())
                        .nodeName(node.name())
                        .build());
            }
        }
        return daemons;
    }

    /** @return those that no node can take */
    private List<Pod> place(List<Pod> waiting) {
        var calm =
                waiting.stream().map(it -> it.change().preempts(false).build()).toList();
        return new Scheduler(Profile.OPTIMIZE_UTILIZATION, List.of())
                .place(calm, placement.snapshot()).stream()
                        .filter(Outcome.Unschedulable.class::isInstance)
                        .map(Outcome::pod)
                        .toList();
    }

    private void carryOut(Provisioner.Growth growth) {
        int before = (int) world.nodes().stream()
                .filter(it -> it.pool().equals(growth.pool())
                        && it.machine().zone().equals(growth.machine().zone()))
                .count();
        var scaleUp = "scale-up-" + world.nextSequence();
        var names = new ArrayList<String>();
        for (int i = 0; i < growth.count(); i++) {
            var node = nodes.provision(growth, scaleUp);
            supply.order(node, growth.pods().stream().map(Pod::uid).toList());
            names.add(node.name());
        }
        var text = "pod triggered scale-up: [{%s %d->%d (max: 1000)}]"
                .formatted(group(growth), before, before + growth.count());
        for (var pod : growth.pods()) {
            world.pod(pod.uid()).ifPresent(it -> world.normal(it.key(), SOURCE, "TriggeredScaleUp", text));
        }
    }

    private String group(Provisioner.Growth growth) {
        return "https://www.googleapis.com/compute/v1/projects/gke-local/zones/"
                + growth.machine().zone() + "/instanceGroups/gk3-" + world.facts.name() + "-" + growth.pool() + "-grp";
    }

    private void tell(Provisioner.Refusal refusal) {
        var uid = refusal.pod().uid();
        if (refusal.message().equals(told.put(uid, refusal.message()))) {
            return;
        }
        world.pod(uid).ifPresent(it -> {
            if (refusal.failed().isEmpty()) {
                world.normal(
                        it.key(), SOURCE, "NotTriggerScaleUp", "pod didn't trigger scale-up: " + refusal.message());
            } else {
                world.warning(it.key(), SOURCE, "FailedScaleUp", refusal.message());
            }
        });
    }

    void forget() {
        var pods = world.unscheduled();
        told.keySet().retainAll(pods.stream().collect(Collectors.toSet()));
    }
}
