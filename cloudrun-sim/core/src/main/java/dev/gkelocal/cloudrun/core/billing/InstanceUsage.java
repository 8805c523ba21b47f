package dev.gkelocal.cloudrun.core.billing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One instance's life as the meters see it. For an instance that still runs, what has not happened yet is the instant of
 * the reading.
 *
 * @param started when its start began
 * @param ready when it listened
 * @param stopping when it was told to stop
 * @param stopped when it was gone
 * @param requests each from its arrival at the instance to its end; they may overlap
 */
public record InstanceUsage(
        Instant started, Instant ready, Instant stopping, Instant stopped, List<Interval> requests) {
    public InstanceUsage {
        requests = List.copyOf(requests);
        if (ready.isBefore(started) || stopping.isBefore(ready) || stopped.isBefore(stopping)) {
            throw new IllegalArgumentException("needs started <= ready <= stopping <= stopped, got " + started + ", "
                    + ready + ", " + stopping + ", " + stopped);
        }
    }

    /**
     * Time that request-based billing charges in full: the union of the requests, which share one instance-second, plus
     * start-up and shutdown (cloudrun sheet 5).
     */
    List<Interval> active() {
        var intervals = new ArrayList<>(requests);
        intervals.add(new Interval(started, ready));
        intervals.add(new Interval(stopping, stopped));
        return Interval.union(intervals);
    }

    Interval lifetime() {
        return new Interval(started, stopped);
    }
}
