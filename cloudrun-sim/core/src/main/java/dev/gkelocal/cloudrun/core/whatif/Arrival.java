package dev.gkelocal.cloudrun.core.whatif;

import java.time.Duration;

/**
 * A request that comes whether or not earlier ones were answered.
 *
 * @param at since the start of the scenario
 * @param service how long an instance works on it
 */
public record Arrival(Duration at, Duration service) {
    public Arrival {
        if (at.isNegative() || service.isNegative()) {
            throw new IllegalArgumentException("at and service must not be negative, got " + at + " and " + service);
        }
    }
}
