package dev.gkelocal.cloudrun.core.scaling;

import static java.time.temporal.ChronoUnit.NANOS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The concurrency that one revision saw, back to the start of the long window. Time without an observation counts as
 * idle. Owned by the one loop that scales the revision: not safe for use by several threads.
 *
 * <p>Observations are kept as they came, weighted by their duration; those shorter than a sixtieth of the short window
 * (one second) are joined, so that the memory is bounded however often the loop reports.
 */
public final class ConcurrencyWindows {
    /** Averages are rounded to this many parts of one, so that a binary fraction never adds an instance (as Knative, sheet 2.5). */
    private static final double PRECISION = 1e6;

    private final YoungWindow youngWindow;
    private final Window shortWindow;
    private final Window longWindow;
    private final long granule;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private @Nullable Instant origin;
    private long lastEnd;
    private long lastBusyEnd = Long.MIN_VALUE;

    public ConcurrencyWindows(ScalingSettings settings) {
        youngWindow = settings.youngWindow();
        shortWindow = new Window(settings.shortWindow());
        longWindow = new Window(settings.longWindow());
        granule = Math.max(1, Math.min(shortWindow.length / 60, longWindow.length / 600));
    }

    /**
     * Adds what was seen from one instant to another. What overlaps an earlier observation is cut off: a clock that
     * stepped back never counts a request twice.
     *
     * @param average requests in flight and waiting, weighted by time
     */
    public void observe(Instant from, Instant to, double average) {
        if (!(average >= 0) || to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "needs a concurrency >= 0 and from <= to, got " + average + " from " + from + " to " + to);
        }
        if (origin == null) {
            origin = from;
        }
        long start = Math.max(NANOS.between(origin, from), lastEnd);
        long end = NANOS.between(origin, to);
        if (end <= start) {
            return;
        }
        lastEnd = end;
        if (average > 0) {
            shortWindow.wake(start, lastBusyEnd);
            longWindow.wake(start, lastBusyEnd);
            lastBusyEnd = end;
            add(new Sample(start, end, average * (end - start)));
        }
        forget(end - longWindow.length);
    }

    public LoadAverages averages(Instant now) {
        if (origin == null) {
            return LoadAverages.NONE;
        }
        long at = NANOS.between(origin, now);
        return new LoadAverages(average(shortWindow, at), average(longWindow, at));
    }

    int size() {
        return samples.size();
    }

    private void add(Sample next) {
        var last = samples.peekLast();
        if (last != null && next.to - last.from <= granule) {
            samples.removeLast();
            next = new Sample(last.from, next.to, last.area + next.area);
        }
        samples.addLast(next);
    }

    private void forget(long before) {
        while (!samples.isEmpty() && samples.getFirst().to <= before) {
            samples.removeFirst();
        }
    }

    private double average(Window window, long now) {
        long begin = now - window.length;
        double area = 0;
        for (var newestFirst = samples.descendingIterator(); newestFirst.hasNext(); ) {
            var sample = newestFirst.next();
            if (sample.to <= begin) {
                break;
            }
            area += sample.areaBetween(begin, now);
        }
        long divisor = switch (youngWindow) {
            case FULL -> window.length;
            case ELAPSED -> Math.min(window.length, now - window.firstBusy);
        };
        return divisor <= 0 ? 0 : Math.round(area / divisor * PRECISION) / PRECISION;
    }

    /** A window and when it last began to see requests after a whole length without any. */
    private static final class Window {
        final long length;
        long firstBusy;

        Window(Duration length) {
            this.length = length.toNanos();
        }

        void wake(long busyFrom, long lastBusyEnd) {
            if (lastBusyEnd == Long.MIN_VALUE || busyFrom - lastBusyEnd >= length) {
                firstBusy = busyFrom;
            }
        }
    }

    /** Concurrency times nanoseconds, between two offsets from the origin. */
    private record Sample(long from, long to, double area) {
        double areaBetween(long begin, long end) {
            long overlap = Math.min(to, end) - Math.max(from, begin);
            return overlap <= 0 ? 0 : area * overlap / (to - from);
        }
    }
}
