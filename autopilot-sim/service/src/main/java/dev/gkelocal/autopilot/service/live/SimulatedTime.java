package dev.gkelocal.autopilot.service.live;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** The cluster's time: it runs so many times as fast as the real one, and only while it is asked to. */
final class SimulatedTime {
    private static final double NANOS = 1e9;

    private final double scale;
    private final LongSupplier nanos;
    private long last;

    /**
     * @param scale simulated seconds in a real one
     * @param nanos a clock that never goes back, in nanoseconds
     */
    SimulatedTime(double scale, LongSupplier nanos) {
        this.scale = scale;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** What has passed since the last call, counted from there, in whole milliseconds. */
    Instant after(Instant before) {
        var now = nanos.getAsLong();
        var passed = (now - last) / NANOS * scale;
        last = now;
        return before.plus(Duration.ofMillis(Math.round(passed * 1000)));
    }

    /** Real time passes, the cluster's does not. */
    void pause() {
        last = nanos.getAsLong();
    }
}
