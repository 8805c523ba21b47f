package dev.gkelocal.autopilot.core.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a span of virtual time costs. Quantities are exact; amounts are rounded to a trillionth of a dollar, line by line.
 *
 * @param free what ran or waited without being charged
 * @param clusterFee before the credit
 * @param credit of the free tier, per calendar month of Pacific time; never more than the month's fee
 * @param pricesDated when the prices were read
 */
public record Bill(
        Instant from,
        Instant to,
        List<Line> lines,
        List<Free> free,
        BigDecimal clusterFee,
        BigDecimal credit,
        LocalDate pricesDated) {
    private static final BigDecimal MILLIS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toMillis());
    private static final int DECIMALS = 12;

    public Bill {
        lines = List.copyOf(lines);
        free = List.copyOf(free);
    }

    /**
     * Who pays for what.
     *
     * @param namespace empty for nodes
     * @param workload as {@code Kind/name}; empty for nodes
     * @param node where it ran
     */
    public record Payer(String namespace, String workload, String node) {}

    /** @param unitMillis units of the rate times milliseconds */
    public record Line(Payer payer, Rate rate, BigDecimal unitMillis) {
        public BigDecimal usd() {
            return unitMillis.multiply(rate.usdPerHour()).divide(MILLIS_PER_HOUR, DECIMALS, RoundingMode.HALF_UP);
        }

        public BigDecimal unitHours() {
            return unitMillis.divide(MILLIS_PER_HOUR, DECIMALS, RoundingMode.HALF_UP);
        }
    }

    /** Why something is not charged. */
    public enum FreeReason {
        PENDING,
        SYSTEM_POD,
        PAID_WITH_ITS_NODE
    }

    /** @param time of all Pods together */
    public record Free(FreeReason reason, Payer payer, Duration time) {}

    public BigDecimal workloads() {
        return lines.stream().map(Line::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal total() {
        return workloads().add(clusterFee).subtract(credit);
    }

    public Map<String, BigDecimal> byNamespace() {
        return by(Payer::namespace);
    }

    /** By {@code namespace Kind/name}; nodes that are paid as a whole by {@code node NAME}. */
    public Map<String, BigDecimal> byWorkload() {
        return by(it -> it.workload().isEmpty() ? "node " + it.node() : it.namespace() + " " + it.workload());
    }

    public Map<String, BigDecimal> byNode() {
        return by(Payer::node);
    }

    private Map<String, BigDecimal> by(Function<Payer, String> key) {
        var sums = new TreeMap<String, BigDecimal>();
        lines.forEach(it -> sums.merge(key.apply(it.payer), it.usd(), BigDecimal::add));
        return sums;
    }

    /** The least certain figure's. */
    public Certainty certainty() {
        return lines.stream().map(it -> it.rate().certainty()).reduce(Certainty.DOCUMENTED, Certainty::and);
    }
}
