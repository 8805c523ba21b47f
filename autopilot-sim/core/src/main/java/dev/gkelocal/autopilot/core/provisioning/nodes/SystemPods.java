package dev.gkelocal.autopilot.core.provisioning.nodes;

import dev.gkelocal.autopilot.core.manifest.Table;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.NodeAffinity;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Requirement;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.Toleration;
import java.util.List;

/** The Pods of the system that run on each node (autopilot sheet 3.6). They are not billed, but they take room. */
public record SystemPods(List<Daemon> daemons) {
    /** Nothing but the users' own DaemonSets. */
    public static final SystemPods NONE = new SystemPods(List.of());

    private static final String NAMESPACE = "kube-system";
    private static final int NODE_CRITICAL = 2_000_001_000;
    private static final Toleration EVERYTHING = new Toleration("", true, "", "");
    private static final long MIB = 1L << 20;

    /**
     * A DaemonSet that tolerates every taint.
     *
     * @param requiredLabel key that its nodes carry; empty = every node
     */
    public record Daemon(String name, Resources requests, String requiredLabel) {
        boolean runsOn(Node node) {
            return requiredLabel.isEmpty() || node.labels().containsKey(requiredLabel);
        }

        Pod pod() {
            return Pod.of(NAMESPACE, name, requests)
                    .change()
                    .owner("DaemonSet/" + name)
                    .priority(NODE_CRITICAL)
                    .tolerations(List.of(EVERYTHING))
                    .nodeAffinity(affinity())
                    .build();
        }

        private NodeAffinity affinity() {
            if (requiredLabel.isEmpty()) {
                return NodeAffinity.NONE;
            }
            var carries = new Requirement(requiredLabel, Requirement.Operator.EXISTS, List.of());
            return new NodeAffinity(List.of(new NodeAffinity.Term(List.of(carries), List.of())), List.of());
        }
    }

    public SystemPods {
        daemons = List.copyOf(daemons);
    }

    /** Assumed sizes, from the file beside this class. */
    public static SystemPods assumed() {
        return Bundled.ASSUMED;
    }

    /** One Pod of each, unbound; those for some nodes only say so in their affinity. */
    public List<Pod> unbound() {
        return daemons.stream().map(Daemon::pod).toList();
    }

    /** The Pods that the node will have, bound to it. */
    public List<Pod> on(Node node) {
        return daemons.stream()
                .filter(it -> it.runsOn(node))
                .map(it -> it.pod()
                        .change()
                        .uid(NAMESPACE + "/" + it.name + "-" + node.name())
                        .nodeName(node.name())
                        .build())
                .toList();
    }

    private static final class Bundled {
        private static final SystemPods ASSUMED =
                new SystemPods(Table.read(SystemPods.class, "system-pods.tsv").stream()
                        .map(row ->
                                new Daemon(row.text(0), Resources.of(row.number(1), row.number(2) * MIB), row.text(3)))
                        .toList());
    }
}
