package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.scheduling.Outcome;
import dev.gkelocal.autopilot.core.scheduling.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds machines of 4 vCPU and 16 GiB, as many as are needed, for tests of what comes after the choice. */
final class OneShape implements Provisioner {
    private static final NodeState.Machine MACHINE =
            new NodeState.Machine("e2-standard-4", "e2", "us-central1-a", "", false, 4, 16L << 30, false);

    static Growth growth(int count, List<Pod> pods) {
        var node = new Node("", Map.of(), List.of(), new Resources(3920, 13L << 30, 40L << 30, Map.of()), 110, false);
        return new Growth("pool-1", node, MACHINE, Resources.NONE, count, pods, List.of("the only shape"));
    }

    @Override
    public Plan plan(List<Pod> pending, View cluster) {
        var left = pending;
        var placed = new ArrayList<Pod>();
        int count = 0;
        while (!left.isEmpty()) {
            var template = growth(1, List.of()).template();
            var labels = Map.of(Node.HOSTNAME, "new-" + count, Node.ZONE, "us-central1-a");
            cluster.snapshot().addNode(new Node("new-" + count, labels, List.of(), template.allocatable(), 110, false));
            var outcomes = new Scheduler().place(left, cluster.snapshot());
            var homeless = outcomes.stream()
                    .filter(it -> !(it instanceof Outcome.Placed))
                    .map(Outcome::pod)
                    .toList();
            if (homeless.size() == left.size()) {
                break;
            }
            outcomes.stream()
                    .filter(Outcome.Placed.class::isInstance)
                    .map(Outcome::pod)
                    .forEach(placed::add);
            left = homeless;
            count++;
        }
        var refusals = left.stream()
                .map(it -> new Refusal(it, "no.scale.up.nap.pod.zonal.failing.predicates", "1 Insufficient cpu", ""))
                .toList();
        return new Plan(count == 0 ? List.of() : List.of(growth(count, placed)), refusals);
    }
}
