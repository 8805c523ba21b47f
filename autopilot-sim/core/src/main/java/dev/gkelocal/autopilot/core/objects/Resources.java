package dev.gkelocal.autopilot.core.objects;

import java.util.Map;
import java.util.TreeMap;

/**
 * Amounts of resources.
 *
 * @param milliCpu thousandths of a vCPU
 * @param memoryBytes bytes
 * @param ephemeralBytes bytes of ephemeral storage
 * @param extended whole units by resource name, such as {@code nvidia.com/gpu}
 */
public record Resources(long milliCpu, long memoryBytes, long ephemeralBytes, Map<String, Long> extended) {
    public static final Resources NONE = new Resources(0, 0, 0, Map.of());

    public Resources {
        extended = Map.copyOf(extended);
    }

    public static Resources of(long milliCpu, long memoryBytes) {
        return new Resources(milliCpu, memoryBytes, 0, Map.of());
    }

    public Resources plus(Resources other) {
        return new Resources(
                saturatedSum(milliCpu, other.milliCpu),
                saturatedSum(memoryBytes, other.memoryBytes),
                saturatedSum(ephemeralBytes, other.ephemeralBytes),
                merged(other, Resources::saturatedSum));
    }

    /** Absurd amounts add up to the largest number instead of failing or turning negative. */
    public static long saturatedSum(long a, long b) {
        var sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    public Resources max(Resources other) {
        return new Resources(
                Math.max(milliCpu, other.milliCpu),
                Math.max(memoryBytes, other.memoryBytes),
                Math.max(ephemeralBytes, other.ephemeralBytes),
                merged(other, Math::max));
    }

    private Map<String, Long> merged(Resources other, java.util.function.BinaryOperator<Long> how) {
        if (other.extended.isEmpty()) {
            return extended;
        }
        var merged = new TreeMap<>(extended);
        other.extended.forEach((name, amount) -> merged.merge(name, amount, how));
        return merged;
    }
}
