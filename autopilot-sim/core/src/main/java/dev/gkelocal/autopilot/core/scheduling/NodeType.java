package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.Taint;
import java.util.List;
import java.util.Map;

/**
 * A kind of node that can be made.
 *
 * @param allocatable for the Pods in question: what every node runs for itself is taken off already
 */
public record NodeType(
        String name,
        Map<String, String> labels,
        List<Taint> taints,
        Resources allocatable,
        int maxPods,
        List<Offering> offerings) {
    public NodeType {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        offerings = List.copyOf(offerings);
    }

    /**
     * Where and on what terms it can be had.
     *
     * @param labels of the node, such as its zone and whether it is Spot
     */
    public record Offering(Map<String, String> labels, double pricePerHour) {
        public Offering {
            labels = Map.copyOf(labels);
        }
    }
}
