package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.NodeAffinity;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import dev.gkelocal.autopilot.core.objects.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What equal Pods have in common for the scheduler, compiled: Pods of one shape are interchangeable. */
final class Shape {
    /** All that placement depends on. */
    record Key(
            String namespace,
            Map<String, String> labels,
            String owner,
            Resources requests,
            String nodeName,
            Map<String, String> nodeSelector,
            NodeAffinity nodeAffinity,
            PodAffinity affinity,
            PodAffinity antiAffinity,
            List<Toleration> tolerations,
            List<SpreadConstraint> spread,
            List<Pod.HostPort> hostPorts,
            List<String> volumeZones) {
        static Key of(Pod pod, String nodeName) {
            return new Key(
                    pod.namespace(),
                    pod.labels(),
                    pod.owner(),
                    pod.requests(),
                    nodeName,
                    pod.nodeSelector(),
                    pod.nodeAffinity(),
                    pod.affinity(),
                    pod.antiAffinity(),
                    pod.tolerations(),
                    pod.spread(),
                    pod.hostPorts(),
                    pod.volumeZones());
        }

        /** By what mostly differs: keys are made for each Pod that is looked at, and hashing all is costly. */
        @Override
        public int hashCode() {
            return 31 * (31 * owner.hashCode() + namespace.hashCode())
                    + 7 * Long.hashCode(requests.milliCpu() ^ requests.memoryBytes())
                    + nodeName.hashCode()
                    + labels.hashCode();
        }

        /** As records compare, but without their method handles, which are slow until they are compiled. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && namespace.equals(key.namespace)
                    && owner.equals(key.owner)
                    && nodeName.equals(key.nodeName)
                    && same(requests, key.requests)
                    && labels.equals(key.labels)
                    && nodeSelector.equals(key.nodeSelector)
                    && same(nodeAffinity, key.nodeAffinity)
                    && same(affinity, key.affinity)
                    && same(antiAffinity, key.antiAffinity)
                    && tolerations.equals(key.tolerations)
                    && spread.equals(key.spread)
                    && hostPorts.equals(key.hostPorts)
                    && volumeZones.equals(key.volumeZones);
        }

        private static boolean same(Object one, Object other) {
            return one == other || one.equals(other);
        }
    }

    /** @param self 1 where the Pod matches its own constraint */
    record Spread(Tally tally, SpreadConstraint constraint, int self) {}

    record Weighted(Tally tally, int weight) {}

    record WeightedRule(NodeRule rule, int weight) {}

    private static final long UNSET_CPU = 100;
    private static final long UNSET_MEMORY = 200L << 20;

    final int id;

    /** One Pod of this shape. */
    final Pod pod;

    final Map<String, String> namespaceLabels;
    final long[] need;
    final long scoredCpu;
    final long scoredMemory;
    final NodeRule nodes;
    final NodeRule volumes;
    final List<Pod.HostPort> ports;

    /** Hard spread constraints. */
    final List<Spread> spread = new ArrayList<>();

    /** Required affinity, one tally per term. */
    final List<Tally> near = new ArrayList<>();

    /** Whether it meets its own required affinity, so that the first of a group can start. */
    boolean startsGroup;

    /** Required anti-affinity of its own. */
    final List<Tally> apart = new ArrayList<>();

    /** Required anti-affinity of others that means this shape. */
    final List<Tally> repelledBy = new ArrayList<>();

    /** Preferences of others that mean this shape. */
    final List<Tally> attractedBy = new ArrayList<>();

    /** Own preferences over nodes; filled when scores are first asked for. */
    final List<WeightedRule> preferredNodes = new ArrayList<>();

    /** Own preferences over Pods; filled when scores are first asked for. */
    final List<Weighted> preferred = new ArrayList<>();

    /** Soft spread constraints; filled when scores are first asked for. */
    final List<Spread> softSpread = new ArrayList<>();

    /** Tallies that count Pods of this shape, by their labels. */
    final List<Tally> countedBy = new ArrayList<>();

    /** Tallies of the terms that this shape owns, with what one Pod adds. */
    final List<Weighted> owns = new ArrayList<>();

    /** Pods of this shape in the cluster. */
    int bound;

    boolean hasScoreTerms;

    Shape(int id, Pod pod, Map<String, String> namespaceLabels, long[] need, NodeRule nodes, NodeRule volumes) {
        this.id = id;
        this.pod = pod;
        this.namespaceLabels = namespaceLabels;
        this.need = need;
        this.nodes = nodes;
        this.volumes = volumes;
        ports = pod.hostPorts();
        scoredCpu = need[Dimensions.CPU] == 0 ? UNSET_CPU : need[Dimensions.CPU];
        scoredMemory = need[Dimensions.MEMORY] == 0 ? UNSET_MEMORY : need[Dimensions.MEMORY];
    }

    boolean matches(PodMatch match) {
        return match.matches(pod, namespaceLabels);
    }

    void meet(Tally tally) {
        switch (tally.identity.kind()) {
            case MATCHING -> countedBy.add(tally);
            case REPELLING -> repelledBy.add(tally);
            case ATTRACTING -> attractedBy.add(tally);
        }
    }
}
