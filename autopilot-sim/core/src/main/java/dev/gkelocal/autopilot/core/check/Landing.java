package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.pricing.Price;
import dev.gkelocal.autopilot.core.provisioning.nap.Reason;
import java.math.BigDecimal;
import java.util.List;

/**
 * Which nodes an empty cluster would get for the Pods of one object.
 *
 * @param places by machine type
 * @param reasons why some Pods would stay pending, as the autoscaler's log tells it; empty where all find a place
 */
public record Landing(List<Place> places, List<Reason> reasons) {
    public Landing {
        places = List.copyOf(places);
        reasons = List.copyOf(reasons);
    }

    /**
     * @param nodes of this type
     * @param why the price expander chose it
     * @param node price of one such node per hour; charged only where nodes are billed
     */
    public record Place(String machineType, int nodes, String why, Price node) {}

    /** Of all nodes for a month of 730 hours. */
    public BigDecimal usdPerMonth() {
        return places.stream()
                .map(it -> it.node().usdPerMonth().multiply(BigDecimal.valueOf(it.nodes())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
