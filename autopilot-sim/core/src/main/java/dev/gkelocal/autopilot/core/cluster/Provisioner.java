package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import java.util.List;
import java.util.Set;

/** Decides which machines to add for Pods that fit nowhere. */
interface Provisioner {
    Plan plan(List<Pod> pending, View cluster);

    /**
     * What there is to decide with.
     *
     * @param snapshot nodes that are there or on their way, with their Pods
     * @param refused {@code family/zone} pairs that cannot be had now; an empty part means all
     * @param vcpusLeft until the quota is used up
     */
    record View(
            ClusterSnapshot snapshot,
            List<NodeState> nodes,
            List<StoredObject> classes,
            Set<String> refused,
            long vcpusLeft) {
        public View {
            nodes = List.copyOf(nodes);
            classes = List.copyOf(classes);
            refused = Set.copyOf(refused);
        }
    }

    record Plan(List<Growth> growths, List<Refusal> refusals) {
        public Plan {
            growths = List.copyOf(growths);
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * Nodes to add to one pool.
     *
     * @param template a node of the pool; its name is not used
     * @param balloon of a resizable machine at first; NONE for others
     * @param pods that it is for
     * @param why the options with their scores, in words
     */
    record Growth(
            String pool,
            Node template,
            NodeState.Machine machine,
            Resources balloon,
            int count,
            List<Pod> pods,
            List<String> why) {
        public Growth {
            pods = List.copyOf(pods);
            why = List.copyOf(why);
        }
    }

    /**
     * A Pod that no new machine would help.
     *
     * @param reason identifier such as {@code no.scale.up.mig.failing.predicate}
     * @param failed a machine would help but cannot be had: {@code GCE out of resources}; empty otherwise
     */
    record Refusal(Pod pod, String reason, String message, String failed) {}
}
