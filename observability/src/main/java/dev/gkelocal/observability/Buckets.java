package dev.gkelocal.observability;

import java.util.List;
import java.util.stream.Stream;

/** Upper bounds of histograms, in seconds: the grid that the semantic conventions advise (observability sheet 2.4). */
public final class Buckets {
    public static final List<Double> REQUEST =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

    /** The same, longer: for cold starts and for calls of a model. */
    public static final List<Double> LONG =
            Stream.concat(REQUEST.stream(), Stream.of(20.0, 40.0, 80.0)).toList();

    private Buckets() {}
}
