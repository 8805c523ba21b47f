package dev.gkelocal.cloudrun.core.scaling;

import java.time.Duration;

/**
 * What holds for every revision of the platform.
 *
 * @param concurrencyTarget share of the concurrency limit to aim at, 0.1 to 0.95 (cloudrun sheet 2.1)
 * @param shortWindow of the concurrency driver, one minute (2.2)
 * @param longWindow of the concurrency driver, ten minutes (2.2)
 * @param idleRetention how long an idle instance above the recommendation is kept, up to 15 minutes (2.1)
 * @param scaleToZero false keeps one instance of whatever has traffic
 * @param pendingFactor times the average start-up is how long a request may wait, 3.5 (1.6)
 * @param pendingFloor least such wait, 10 s (1.6)
 */
public record ScalingSettings(
        double concurrencyTarget,
        Duration shortWindow,
        Duration longWindow,
        YoungWindow youngWindow,
        Duration idleRetention,
        boolean scaleToZero,
        double pendingFactor,
        Duration pendingFloor) {
    /** What Google publishes. */
    public static final ScalingSettings PUBLISHED = new ScalingSettings(
            0.6,
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            YoungWindow.ELAPSED,
            Duration.ofMinutes(15),
            true,
            3.5,
            Duration.ofSeconds(10));

    public ScalingSettings {
        if (!(concurrencyTarget > 0 && concurrencyTarget <= 1)) {
            throw new IllegalArgumentException(
                    "concurrencyTarget must be above 0 and at most 1, got " + concurrencyTarget);
        }
        if (!(pendingFactor >= 0)) {
            throw new IllegalArgumentException("pendingFactor must not be negative, got " + pendingFactor);
        }
        if (!shortWindow.isPositive() || longWindow.compareTo(shortWindow) < 0) {
            throw new IllegalArgumentException(
                    "windows must be positive, the long one no shorter than the short one, got " + shortWindow + " and "
                            + longWindow);
        }
        if (idleRetention.isNegative() || pendingFloor.isNegative()) {
            throw new IllegalArgumentException("idleRetention and pendingFloor must not be negative, got "
                    + idleRetention + " and " + pendingFloor);
        }
    }

    /** How long a request may wait for an instance: {@code max(3.5 x average start-up, 10 s)} (cloudrun sheet 1.6). */
    public Duration pendingLimit(Duration averageStartup) {
        var scaled = Duration.ofNanos(Math.round(averageStartup.toNanos() * pendingFactor));
        return scaled.compareTo(pendingFloor) > 0 ? scaled : pendingFloor;
    }

    public ScalingSettings withYoungWindow(YoungWindow other) {
        return new ScalingSettings(
                concurrencyTarget,
                shortWindow,
                longWindow,
                other,
                idleRetention,
                scaleToZero,
                pendingFactor,
                pendingFloor);
    }

    public ScalingSettings withIdleRetention(Duration other) {
        return new ScalingSettings(
                concurrencyTarget,
                shortWindow,
                longWindow,
                youngWindow,
                other,
                scaleToZero,
                pendingFactor,
                pendingFloor);
    }

    public ScalingSettings withScaleToZero(boolean other) {
        return new ScalingSettings(
                concurrencyTarget,
                shortWindow,
                longWindow,
                youngWindow,
                idleRetention,
                other,
                pendingFactor,
                pendingFloor);
    }
}
