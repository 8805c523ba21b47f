package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.List;

/** Which nodes to make for pending Pods. */
public record Plan(List<NewNode> nodes, List<OnExisting> onExisting, List<Unplaced> unplaced) {
    public Plan {
        nodes = List.copyOf(nodes);
        onExisting = List.copyOf(onExisting);
        unplaced = List.copyOf(unplaced);
    }

    /** @param type the cheapest that holds the Pods under these terms */
    public record NewNode(String name, NodeType type, NodeType.Offering offering, List<Pod> pods) {
        public NewNode {
            pods = List.copyOf(pods);
        }
    }

    public record OnExisting(Pod pod, String node) {}

    public record Unplaced(Pod pod, String reason) {}

    public double pricePerHour() {
        return nodes.stream().mapToDouble(it -> it.offering().pricePerHour()).sum();
    }
}
