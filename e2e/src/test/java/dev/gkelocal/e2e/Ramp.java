package dev.gkelocal.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrivals for a program that works 200 ms on each and takes 4 at a time. An instance is meant to have 2.4 in progress (60 %), so the
 * phases ask for 1, 2, 3, 4 and 5 instances, each from the middle between two thresholds. A phase never fills the slots of the one before:
 * past the first instance the averages decide, not waiting requests, whose number depends on how fast a program starts.
 */
final class Ramp {
    private record Phase(double perSecond, Duration length) {}

    private static final List<Phase> PHASES = List.of(
            new Phase(3, Duration.ofSeconds(4)),
            new Phase(17, Duration.ofSeconds(4)),
            new Phase(29, Duration.ofSeconds(4)),
            new Phase(41, Duration.ofSeconds(4)),
            new Phase(53, Duration.ofSeconds(4)));

    private Ramp() {}

    static List<Duration> times() {
        var times = new ArrayList<Duration>();
        var from = Duration.ZERO;
        for (var phase : PHASES) {
            long count = Math.round(phase.perSecond * phase.length.toSeconds());
            for (int request = 0; request < count; request++) {
                times.add(from.plusNanos(Math.round(request / phase.perSecond * 1e9)));
            }
            from = from.plus(phase.length);
        }
        return times;
    }
}
