package dev.gkelocal.cloudrun.core.scaling;

import dev.gkelocal.contracts.cloudrun.RevisionScaling;
import dev.gkelocal.contracts.cloudrun.ServiceScaling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds on the instances of one revision.
 *
 * @param maxConcurrency most requests at one instance
 * @param minInstances kept warm; never above the maximum
 * @param maxInstances at least 1
 */
public record ScalingLimits(int maxConcurrency, int minInstances, int maxInstances) {
    public ScalingLimits {
        if (maxConcurrency < 1 || minInstances < 0 || maxInstances < 1) {
            throw new IllegalArgumentException("needs maxConcurrency >= 1, minInstances >= 0, maxInstances >= 1, got "
                    + maxConcurrency + ", " + minInstances + ", " + maxInstances);
        }
        minInstances = Math.min(minInstances, maxInstances);
    }

    /**
     * The bounds of each revision that has traffic: its own, tightened by its share of the service's (cloudrun sheet
     * 2.1, 3.4). Shares follow the traffic percent, whole instances to the largest fraction first, so that the shares
     * of the minimum sum to it; those of the maximum too, except that a revision with traffic gets at least one.
     *
     * @param percents traffic by revision; a revision reached by a tag alone has 0 and keeps its own bounds
     * @param own bounds of the same revisions
     */
    public static <K extends Comparable<K>> Map<K, ScalingLimits> split(
            ServiceScaling service, Map<K, Integer> percents, Map<K, ScalingLimits> own) {
        var minShares = shares(service.minInstanceCount(), percents);
        var serviceMax = service.maxInstanceCount();
        var maxShares = serviceMax == null ? Map.<K, Integer>of() : shares(serviceMax, percents);
        var result = new HashMap<K, ScalingLimits>();
        own.forEach((revision, limits) -> {
            int min = Math.max(limits.minInstances, minShares.getOrDefault(revision, 0));
            boolean bounded = serviceMax != null && percents.getOrDefault(revision, 0) > 0;
            int max = bounded
                    ? Math.min(limits.maxInstances, Math.max(1, maxShares.getOrDefault(revision, 0)))
                    : limits.maxInstances;
            result.put(revision, new ScalingLimits(limits.maxConcurrency, min, max));
        });
        return Map.copyOf(result);
    }

    public static ScalingLimits of(int maxConcurrency, RevisionScaling scaling) {
        return new ScalingLimits(maxConcurrency, scaling.minInstanceCount(), scaling.maxInstanceCount());
    }

    /** Parts a count in proportion to the percents; the parts sum to it when the percents sum to 100. */
    private static <K extends Comparable<K>> Map<K, Integer> shares(int count, Map<K, Integer> percents) {
        var shares = new HashMap<K, Integer>();
        List<K> byFraction = new ArrayList<>();
        long left = count;
        for (var entry : percents.entrySet()) {
            int whole = Math.toIntExact((long) count * entry.getValue() / 100);
            shares.put(entry.getKey(), whole);
            left -= whole;
            if (entry.getValue() > 0) {
                byFraction.add(entry.getKey());
            }
        }
        byFraction.sort(Comparator.<K>comparingLong(it -> -((long) count * percents.getOrDefault(it, 0) % 100))
                .thenComparing(Comparator.naturalOrder()));
        for (int i = 0; i < Math.min(left, byFraction.size()); i++) {
            shares.merge(byFraction.get(i), 1, Integer::sum);
        }
        return shares;
    }

    int clamp(int count) {
        return Math.clamp(count, minInstances, maxInstances);
    }
}
