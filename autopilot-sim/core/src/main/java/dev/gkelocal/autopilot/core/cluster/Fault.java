package dev.gkelocal.autopilot.core.cluster;

import java.time.Duration;

/** Something that goes wrong, or is done to the cluster from outside. */
public sealed interface Fault {
    /** Zero = it does not end, or is over at once. */
    Duration lasting();

    /** All machines of a zone are lost and none can be made there. */
    record ZoneOutage(String zone, Duration lasting) implements Fault {}

    /**
     * No more machines to be had.
     *
     * @param family empty = every family
     * @param zone empty = every zone
     */
    record StockOut(String family, String zone, Duration lasting) implements Fault {}

    /**
     * Spot machines are taken back, and none can be had while it lasts.
     *
     * @param percent of those that run, 1 to 100
     * @param machines a family or a machine type; empty = every one
     * @param zone empty = every zone
     */
    record SpotWave(int percent, String machines, String zone, Duration lasting) implements Fault {}

    /** @param count machines, drawn among all that are ready */
    record NodeCrash(int count, Duration lasting) implements Fault {}

    /** All nodes are replaced one after the other, with surge. */
    record Upgrade(Duration lasting) implements Fault {}

    /** @param vcpus at most, over all nodes */
    record Quota(long vcpus, Duration lasting) implements Fault {}
}
