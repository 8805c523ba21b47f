package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import dev.gkelocal.autopilot.core.cluster.ObjectKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a scenario came to.
 *
 * @param refused objects that the cluster did not take, with the reason
 * @param ignored objects of kinds without rules, by kind
 * @param evictions of Pods that did not want to go, by cause
 * @param costs USD by payer, dearest first
 */
public record Report(
        String name,
        long seed,
        Instant start,
        Duration horizon,
        List<Point> timeline,
        Pending pending,
        Map<String, Long> evictions,
        List<Cost> costs,
        Totals totals,
        List<Refused> refused,
        Map<String, Long> ignored,
        List<ClusterEvent> events) {
    public Report {
        timeline = List.copyOf(timeline);
        evictions = Map.copyOf(evictions);
        costs = List.copyOf(costs);
        refused = List.copyOf(refused);
        ignored = Map.copyOf(ignored);
        events = List.copyOf(events);
    }

    /**
     * The cluster at one time.
     *
     * @param nodes ready ones by machine type
     * @param pods by phase
     * @param packing what Pods request of what they could have
     * @param usd spent until then
     */
    public record Point(
            Duration after, Map<String, Integer> nodes, Map<String, Integer> pods, Packing packing, BigDecimal usd) {
        public Point {
            nodes = Map.copyOf(nodes);
            pods = Map.copyOf(pods);
        }
    }

    /** @param powered part of resizable machines only counts as far as it is powered */
    public record Packing(long requestedMilliCpu, long poweredMilliCpu, long requestedBytes, long poweredBytes) {
        /** From 0 to 1; 0 without nodes. */
        public double cpu() {
            return poweredMilliCpu <= 0 ? 0 : (double) requestedMilliCpu / poweredMilliCpu;
        }

        public double memory() {
            return poweredBytes <= 0 ? 0 : (double) requestedBytes / poweredBytes;
        }
    }

    /**
     * How long Pods waited for a node, exactly.
     *
     * @param stillPending at the end; not in the percentiles
     */
    public record Pending(
            long pods,
            Duration mean,
            Duration p50,
            Duration p90,
            Duration p95,
            Duration p99,
            Duration longest,
            long stillPending) {}

    public record Cost(String payer, BigDecimal usd) {}

    /** @param usd with the cluster's fee and credit */
    public record Totals(
            BigDecimal usd, BigDecimal fee, BigDecimal credit, int nodesMade, int mostNodes, double meanCpuPacking) {}

    public record Refused(ObjectKey object, String message) {}
}
