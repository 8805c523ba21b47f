package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.NodeAffinity;
import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.objects.Toleration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a Pod demands of a node whatever runs there; the answer is remembered per node. */
final class NodeRule {
    private static final Taint CORDONED = new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");
    private static final Obstacle[] OBSTACLES = Obstacle.values();

    /**
     * The parts of it; empty ones demand nothing.
     *
     * @param checksCordon otherwise a cordon is ignored
     * @param checksTaints otherwise taints are ignored
     * @param zones of bound volumes
     */
    record Parts(
            Map<String, String> nodeSelector,
            List<NodeAffinity.Term> required,
            boolean checksCordon,
            boolean checksTaints,
            List<Toleration> tolerations,
            String nodeName,
            List<String> zones) {
        static Parts affinityOnly(Map<String, String> nodeSelector, List<NodeAffinity.Term> required) {
            return new Parts(nodeSelector, required, false, false, List.of(), "", List.of());
        }

        static Parts taintsOnly(List<Toleration> tolerations) {
            return new Parts(Map.of(), List.of(), false, true, tolerations, "", List.of());
        }
    }

    final Parts parts;

    /** By slot: the ordinal of the obstacle plus 1; 0 = not judged yet. */
    private byte[] judged = new byte[0];

    NodeRule(Parts parts) {
        this.parts = parts;
    }

    @SuppressWarnings("EnumOrdinal") // a byte per node; the number leaves this class nowhere
    Obstacle judge(NodeState node) {
        var slot = node.slot;
        if (slot >= judged.length) {
            judged = Arrays.copyOf(judged, Math.max(16, slot * 2));
        }
        if (judged[slot] == 0) {
            judged[slot] = (byte) (judge(node.node).ordinal() + 1);
        }
        return OBSTACLES[judged[slot] - 1];
    }

    /** The slot is about to hold another node. */
    void forget(int slot) {
        if (slot < judged.length) {
            judged[slot] = 0;
        }
    }

    Obstacle judge(Node node) {
        if (parts.checksCordon && node.unschedulable() && !tolerates(CORDONED)) {
            return Obstacle.UNSCHEDULABLE;
        }
        if (!parts.nodeName.isEmpty() && !parts.nodeName.equals(node.name())) {
            return Obstacle.OTHER_NODE;
        }
        if (parts.checksTaints && untolerated(node).isPresent()) {
            return Obstacle.TAINT;
        }
        if (!matchesAffinity(node)) {
            return Obstacle.NODE_AFFINITY;
        }
        return isInZone(node) ? Obstacle.NONE : Obstacle.VOLUME_ZONE;
    }

    /** The first taint that keeps the Pod away. */
    Optional<Taint> untolerated(Node node) {
        return node.taints().stream()
                .filter(it -> it.isHard() && !tolerates(it))
                .findFirst();
    }

    /** Whether a node with this label, whatever its others, may match selector and affinity. */
    boolean allows(String key, String value) {
        var label = Map.of(key, value);
        return parts.nodeSelector.getOrDefault(key, value).equals(value)
                && (parts.required.isEmpty()
                        || parts.required.stream()
                                .anyMatch(term -> term.labels().stream()
                                        .filter(it -> it.key().equals(key))
                                        .allMatch(it -> it.matches(label))));
    }

    private boolean tolerates(Taint taint) {
        return parts.tolerations.stream().anyMatch(it -> it.tolerates(taint));
    }

    private boolean matchesAffinity(Node node) {
        for (var wanted : parts.nodeSelector.entrySet()) {
            if (!wanted.getValue().equals(node.labels().get(wanted.getKey()))) {
                return false;
            }
        }
        return parts.required.isEmpty()
                || parts.required.stream().anyMatch(it -> it.matches(node.name(), node.labels()));
    }

    /** A volume's zone may be a list joined by two underscores: a regional disk. */
    private boolean isInZone(Node node) {
        var zone = node.labels().getOrDefault(Node.ZONE, "");
        return parts.zones.isEmpty()
                || parts.zones.stream()
                        .anyMatch(it -> Arrays.asList(it.split("__", -1)).contains(zone));
    }
}
