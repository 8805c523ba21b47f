package dev.gkelocal.cloudrun.core.billing;

import dev.gkelocal.contracts.cloudrun.Resources;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What production would have charged, line by line, in USD. An estimate: network, builds and storage are not in it.
 *
 * @param pricesDated when the prices were read
 */
public record Bill(List<Line> lines, LocalDate pricesDated) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final MathContext PRECISION = MathContext.DECIMAL64;

    /**
     * @param quantity what is charged, after what is free
     * @param amount quantity times price, not rounded
     */
    public record Line(String item, BigDecimal quantity, String unit, BigDecimal unitPrice, BigDecimal amount) {}

    /** Whether the month's free amounts are taken off. */
    public enum FreeTier {
        USED_UP,
        UNTOUCHED
    }

    public Bill {
        lines = List.copyOf(lines);
    }

    /**
     * Request-based when CPU is given to requests only, instance-based otherwise (cloudrun sheet 2.3, 5).
     *
     * @param resources of one instance
     */
    public static Bill of(Usage usage, Resources resources, Prices prices, String region, FreeTier freeTier) {
        var meter = new Meter(prices, region, freeTier);
        return new Bill(
                resources.cpuIdle() ? meter.requestBased(usage, resources) : meter.instanceBased(usage, resources),
                prices.dated());
    }

    public BigDecimal total() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** In whole cents. */
    public BigDecimal rounded() {
        return total().setScale(2, RoundingMode.HALF_UP);
    }

    private record Meter(Prices prices, String region, FreeTier freeTier) {

        List<Line> requestBased(Usage usage, Resources resources) {
            var rate = prices.in(region).requestBased();
            var base = prices.first().requestBased();
            var free = prices.free();
            var lines = new ArrayList<Line>();
            lines.add(line(
                    "CPU",
                    vcpu(usage.active(), resources),
                    "vCPU-second",
                    rate.vcpuSecond(),
                    free.requestVcpuSeconds(),
                    base.vcpuSecond()));
            lines.add(line(
                    "Memory",
                    gib(usage.active(), resources),
                    "GiB-second",
                    rate.gibSecond(),
                    free.requestGibSeconds(),
                    base.gibSecond()));
            lines.add(line(
                    "Requests",
                    BigDecimal.valueOf(usage.requests()),
                    "request",
                    perRequest(rate),
                    free.requests(),
                    perRequest(base)));
            if (!usage.idleMinimum().isZero()) {
                lines.add(charged(
                        "CPU of idle minimum instances",
                        vcpu(usage.idleMinimum(), resources),
                        "vCPU-second",
                        rate.idleVcpuSecond()));
                lines.add(charged(
                        "Memory of idle minimum instances",
                        gib(usage.idleMinimum(), resources),
                        "GiB-second",
                        rate.idleGibSecond()));
            }
            return lines;
        }

        List<Line> instanceBased(Usage usage, Resources resources) {
            var rate = prices.in(region).instanceBased();
            var base = prices.first().instanceBased();
            var free = prices.free();
            return List.of(
                    line(
                            "CPU",
                            vcpu(usage.lifetime(), resources),
                            "vCPU-second",
                            rate.vcpuSecond(),
                            free.instanceVcpuSeconds(),
                            base.vcpuSecond()),
                    line(
                            "Memory",
                            gib(usage.lifetime(), resources),
                            "GiB-second",
                            rate.gibSecond(),
                            free.instanceGibSeconds(),
                            base.gibSecond()));
        }

        /** The free amount is worth its price in the first tier, so it buys less in the second (sheet 5). */
        private Line line(
                String item,
                BigDecimal quantity,
                String unit,
                BigDecimal price,
                BigDecimal free,
                BigDecimal basePrice) {
            var off = freeTier == FreeTier.USED_UP
                    ? BigDecimal.ZERO
                    : free.multiply(basePrice).divide(price, PRECISION);
            return charged(item, quantity.subtract(off).max(BigDecimal.ZERO), unit, price);
        }

        private static Line charged(String item, BigDecimal quantity, String unit, BigDecimal price) {
            return new Line(item, quantity, unit, price, quantity.multiply(price));
        }

        private static BigDecimal perRequest(Prices.RequestBased rate) {
            return rate.millionRequests().divide(MILLION, PRECISION);
        }

        private static BigDecimal vcpu(Duration time, Resources resources) {
            return seconds(time).multiply(BigDecimal.valueOf(resources.milliCpu(), 3));
        }

        private static BigDecimal gib(Duration time, Resources resources) {
            return seconds(time)
                    .multiply(BigDecimal.valueOf(resources.memoryMebibytes()))
                    .divide(BigDecimal.valueOf(1024), PRECISION);
        }

        private static BigDecimal seconds(Duration time) {
            return BigDecimal.valueOf(time.toNanos(), 9);
        }
    }
}
