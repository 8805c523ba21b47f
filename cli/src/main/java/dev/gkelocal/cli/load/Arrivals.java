package dev.gkelocal.cli.load;

import java.time.Duration;
import java.util.List;

/** When requests are to be sent: evenly within each phase, one phase after the other. */
public record Arrivals(List<Phase> phases) {
    private static final double NANOS = 1e9;

    /** @param rate requests in a second */
    public record Phase(double rate, Duration length) {
        public Phase {
            if (!(rate > 0) || length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("rate and length must be positive, got " + rate + " for " + length);
            }
        }

        long count() {
            return Math.round(rate * length.toNanos() / NANOS);
        }

        long offset(long index) {
            return Math.round(index * NANOS / rate);
        }
    }

    public Arrivals {
        phases = List.copyOf(phases);
    }

    public static Arrivals steady(double rate, Duration length) {
        return new Arrivals(List.of(new Phase(rate, length)));
    }

    public long count() {
        return phases.stream().mapToLong(Phase::count).sum();
    }

    public Duration length() {
        return phases.stream().map(Phase::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** Nanoseconds from the start to the planned time of request {@code index}, counted from 0. */
    public long offset(long index) {
        long left = index;
        long start = 0;
        for (var phase : phases) {
            if (left < phase.count()) {
                return start + phase.offset(left);
            }
            left -= phase.count();
            start += phase.length().toNanos();
        }
        return start;
    }
}
