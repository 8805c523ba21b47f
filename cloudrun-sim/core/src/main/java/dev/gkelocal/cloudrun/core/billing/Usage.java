package dev.gkelocal.cloudrun.core.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;

/**
 * What a revision's instances used, summed (cloudrun sheet 5).
 *
 * @param active request-based billing: instance time with a request, starting or stopping; each instance's is rounded
 *     up to 100 ms
 * @param idleMinimum request-based billing: instance time without, of instances that only the minimum keeps (section 7,
 *     item 23)
 * @param lifetime instance-based billing: each instance's whole life, a minute at least, rounded up to 100 ms
 * @param requests that were served
 */
public record Usage(Duration active, Duration idleMinimum, Duration lifetime, long requests) {
    public static final Usage NONE = new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(1);
    private static final long GRANULE_NANOS = 100_000_000;

    public static Usage of(Collection<InstanceUsage> instances, int minInstances, long requests) {
        var active = Duration.ZERO;
        var lifetime = Duration.ZERO;
        for (var instance : instances) {
            active = active.plus(roundedUp(Interval.total(instance.active())));
            lifetime = lifetime.plus(billedLifetime(instance.lifetime().length()));
        }
        return new Usage(active, idleMinimum(instances, minInstances), lifetime, requests);
    }

    /** Up to a whole 100 ms. */
    public static Duration roundedUp(Duration time) {
        return Duration.ofNanos(Math.ceilDiv(time.toNanos(), GRANULE_NANOS) * GRANULE_NANOS);
    }

    /** Instance-based billing charges a minute at least. */
    public static Duration billedLifetime(Duration life) {
        return roundedUp(life.compareTo(SHORTEST_LIFETIME) < 0 ? SHORTEST_LIFETIME : life);
    }

    /** At each moment, as many idle instances as the minimum still lacks after the active ones. */
    private static Duration idleMinimum(Collection<InstanceUsage> instances, int minInstances) {
        var changes = new TreeMap<Instant, int[]>();
        for (var instance : instances) {
            change(changes, instance.lifetime(), 0);
            instance.active().forEach(it -> change(changes, it, 1));
        }
        var idle = Duration.ZERO;
        int alive = 0;
        int active = 0;
        var previous = Instant.MIN;
        for (var entry : changes.entrySet()) {
            int billed = Math.max(0, Math.min(minInstances, alive) - active);
            if (billed > 0) {
                idle = idle.plus(Duration.between(previous, entry.getKey()).multipliedBy(billed));
            }
            alive += entry.getValue()[0];
            active += entry.getValue()[1];
            previous = entry.getKey();
        }
        return idle;
    }

    private static void change(TreeMap<Instant, int[]> changes, Interval interval, int counter) {
        changes.computeIfAbsent(interval.from(), _ -> new int[2])[counter]++;
        changes.computeIfAbsent(interval.to(), _ -> new int[2])[counter]--;
    }
}
