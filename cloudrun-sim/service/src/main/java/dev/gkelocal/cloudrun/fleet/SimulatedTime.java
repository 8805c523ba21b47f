package dev.gkelocal.cloudrun.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Runs faster than real time by a factor, from the moment at which it was made. */
final class SimulatedTime implements InstantSource {
    private final InstantSource real;
    private final Instant origin;
    private final double scale;

    SimulatedTime(InstantSource real, double scale) {
        this.real = real;
        this.origin = real.instant();
        this.scale = scale;
    }

    @Override
    public Instant instant() {
        return of(real.instant());
    }

    /** The simulated instant at a real one. */
    Instant of(Instant moment) {
        var passed = Duration.between(origin, moment);
        return origin.plusNanos(Math.round(passed.toNanos() * scale));
    }
}
