package dev.gkelocal.cloudrun.core.whatif;

import java.time.Duration;
import java.util.Iterator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Makes traffic of a steady rate; recorded traffic comes as it is. */
public final class Arrivals {
    private static final double NANOS = 1e9;

    private Arrivals() {}

    /** Evenly spaced, the first at the very beginning. */
    public static Iterator<Arrival> even(double perSecond, Duration from, Duration length, Duration service) {
        return Stream.iterate(0L, it -> it + 1)
                .map(it -> Duration.ofNanos(Math.round(it / perSecond * NANOS)))
                .takeWhile(it -> it.compareTo(length) < 0)
                .map(it -> new Arrival(from.plus(it), service))
                .iterator();
    }

    /** At random, as independent callers come: the gaps are exponential. */
    public static Iterator<Arrival> poisson(
            double perSecond, Duration from, Duration length, Duration service, RandomGenerator random) {
        return Stream.iterate(gap(perSecond, random), it -> it.plus(gap(perSecond, random)))
                .takeWhile(it -> it.compareTo(length) < 0)
                .map(it -> new Arrival(from.plus(it), service))
                .iterator();
    }

    private static Duration gap(double perSecond, RandomGenerator random) {
        return Duration.ofNanos(Math.round(random.nextExponential() / perSecond * NANOS));
    }
}
