package dev.gkelocal.cloudrun.core.billing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** From an instant up to another. */
public record Interval(Instant from, Instant to) {
    public Interval {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("an interval cannot end before it begins, got " + from + " to " + to);
        }
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The same time without overlaps, in order. */
    static List<Interval> union(Collection<Interval> intervals) {
        var merged = new ArrayList<Interval>();
        var sorted =
                intervals.stream().sorted(Comparator.comparing(Interval::from)).toList();
        for (var next : sorted) {
            var last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || next.from.isAfter(last.to)) {
                merged.add(next);
            } else if (next.to.isAfter(last.to)) {
                merged.set(merged.size() - 1, new Interval(last.from, next.to));
            }
        }
        return List.copyOf(merged);
    }

    static Duration total(Collection<Interval> disjoint) {
        return disjoint.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    }
}
