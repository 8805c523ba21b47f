package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodReader;
import java.util.HashMap;
import java.util.List;

/** Keeps one Pod of a DaemonSet on every node that its selector, affinity and tolerations allow. */
final class DaemonSetController implements Controller {
    private static final String SOURCE = "daemonset-controller";
    private static final List<String> TOLERATED = List.of(
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/pid-pressure",
            "node.kubernetes.io/unschedulable");

    private final World world;
    private final Pods pods;

    DaemonSetController(World world, Pods pods) {
        this.world = world;
        this.pods = pods;
    }

    @Override
    public void reconcile(StoredObject set) {
        var byNode = new HashMap<String, PodState>();
        for (var pod : world.podsOf(set.key())) {
            if (pod.stage() == PodState.Stage.FAILED || pod.stage() == PodState.Stage.SUCCEEDED) {
                world.remove(pod);
            } else {
                byNode.put(pod.pin(), pod);
            }
        }
        var template = template(set);
        var shape = shape(template, set.key());
        for (var node : List.copyOf(world.nodes())) {
            var there = byNode.remove(node.name());
            if (isHome(node) && there == null && runsOn(shape, node.node())) {
                create(set, template, node.name());
            }
        }
        byNode.values().stream()
                .filter(it -> it.stage() != PodState.Stage.TERMINATING)
                .forEach(it -> stop(set, it));
        update(set, Templates.hash(template));
    }

    /** One old Pod at a time, and only while all others are ready. */
    private void update(StoredObject set, String newest) {
        var all = world.podsOf(set.key());
        if (set.spec().get("updateStrategy").get("type").text().equals("OnDelete")
                || all.stream().anyMatch(it -> !it.isReady(world.now()))) {
            return;
        }
        all.stream().filter(it -> !it.template().equals(newest)).findFirst().ifPresent(it -> stop(set, it));
    }

    private static boolean isHome(NodeState node) {
        return node.stage() == NodeState.Stage.READY || node.stage() == NodeState.Stage.LOST;
    }

    /** As the controller decides, before the scheduler looks at room. */
    static boolean runsOn(Pod pod, Node node) {
        var selected = pod.nodeSelector().entrySet().stream()
                .allMatch(it -> it.getValue().equals(node.labels().get(it.getKey())));
        var required = pod.nodeAffinity().required();
        return selected
                && (required.isEmpty() || required.stream().anyMatch(it -> it.matches(node.name(), node.labels())))
                && node.taints().stream()
                        .allMatch(taint ->
                                !taint.isHard() || pod.tolerations().stream().anyMatch(it -> it.tolerates(taint)));
    }

    /** With the tolerations that the controller adds by itself. */
    static Value template(StoredObject set) {
        var template = set.template();
        var tolerations = template.get("spec").get("tolerations");
        for (var key : TOLERATED) {
            tolerations =
                    tolerations.plus(Value.of(java.util.Map.of("key", Value.of(key), "operator", Value.of("Exists"))));
        }
        return template.with("spec", template.get("spec").with("tolerations", tolerations));
    }

    static Pod shape(Value template, ObjectKey set) {
        return new PodReader().read(template, set.namespace(), set.name(), set.reference());
    }

    private void create(StoredObject set, Value template, String node) {
        var name = set.key().name() + "-" + world.draw.letters(set.uid() + world.nextSequence(), 5);
        pods.create(set.key(), set.key().namespace(), name, template, -1, node);
        world.normal(set.key(), SOURCE, "SuccessfulCreate", "Created pod: " + name);
    }

    private void stop(StoredObject set, PodState pod) {
        pods.stop(pod);
        world.normal(set.key(), SOURCE, "SuccessfulDelete", "Deleted pod: " + pod.name());
    }
}
