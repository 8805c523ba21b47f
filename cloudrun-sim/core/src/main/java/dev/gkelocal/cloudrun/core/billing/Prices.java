package dev.gkelocal.cloudrun.core.billing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Unit prices in USD of one day. They are data: {@code prices.properties} beside this class (cloudrun sheet 5).
 *
 * @param dated when they were read
 * @param secondTier regions with the higher prices
 */
public record Prices(LocalDate dated, Set<String> secondTier, Tier first, Tier second, FreeTier free) {

    /** Prices of a group of regions. */
    public record Tier(RequestBased requestBased, InstanceBased instanceBased) {}

    /** What is paid while requests run, and little for idle minimum instances. */
    public record RequestBased(
            BigDecimal vcpuSecond,
            BigDecimal gibSecond,
            BigDecimal idleVcpuSecond,
            BigDecimal idleGibSecond,
            BigDecimal millionRequests) {}

    /** What is paid for the whole life of an instance. */
    public record InstanceBased(BigDecimal vcpuSecond, BigDecimal gibSecond) {}

    /** What one billing account has free each month. */
    public record FreeTier(
            BigDecimal requestVcpuSeconds,
            BigDecimal requestGibSeconds,
            BigDecimal requests,
            BigDecimal instanceVcpuSeconds,
            BigDecimal instanceGibSeconds) {}

    public Prices {
        secondTier = Set.copyOf(secondTier);
    }

    /** The prices that come with this version. */
    public static Prices published() {
        var properties = new Properties();
        try (var file = Prices.class.getResourceAsStream("prices.properties")) {
            if (file == null) {
                throw new IllegalStateException("prices.properties is missing beside " + Prices.class);
            }
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read prices.properties beside " + Prices.class, e);
        }
        return parse(properties);
    }

    /** @throws IllegalArgumentException when a key is missing or no number */
    public static Prices parse(Properties properties) {
        return new Prices(
                LocalDate.parse(text(properties, "dated")),
                Arrays.stream(text(properties, "tier2.regions").split(","))
                        .map(String::strip)
                        .collect(Collectors.toUnmodifiableSet()),
                tier(properties, "tier1."),
                tier(properties, "tier2."),
                new FreeTier(
                        number(properties, "free.request.vcpu_seconds"),
                        number(properties, "free.request.gib_seconds"),
                        number(properties, "free.request.requests"),
                        number(properties, "free.instance.vcpu_seconds"),
                        number(properties, "free.instance.gib_seconds")));
    }

    public Tier in(String region) {
        return secondTier.contains(region) ? second : first;
    }

    private static Tier tier(Properties properties, String tier) {
        return new Tier(
                new RequestBased(
                        number(properties, tier + "request.vcpu_second"),
                        number(properties, tier + "request.gib_second"),
                        number(properties, tier + "request.idle_vcpu_second"),
                        number(properties, tier + "request.idle_gib_second"),
                        number(properties, tier + "request.million_requests")),
                new InstanceBased(
                        number(properties, tier + "instance.vcpu_second"),
                        number(properties, tier + "instance.gib_second")));
    }

    private static BigDecimal number(Properties properties, String key) {
        try {
            return new BigDecimal(text(properties, key));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a number, got '" + text(properties, key) + "'", e);
        }
    }

    private static String text(Properties properties, String key) {
        var value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("prices lack the key " + key);
        }
        return value.strip();
    }
}
