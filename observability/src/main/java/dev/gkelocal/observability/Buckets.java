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

    /** Minutes: for new nodes and the Pods that wait for them (autopilot sheet 3.4); 90 s is promised (observability sheet 12). */
    public static final List<Double> PROVISION = List.of(
            1.0, 5.0, 10.0, 20.0, 40.0, 60.0, 80.0, 90.0, 100.0, 120.0, 150.0, 180.0, 240.0, 300.0, 600.0, 900.0);

    private Buckets() {}
}
