package dev.gkelocal.cloudrun.core.whatif;

import dev.gkelocal.cloudrun.core.scaling.ScalingLimits;
import dev.gkelocal.cloudrun.core.scaling.ScalingSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * One revision with all of the traffic, and the time to look at.
 *
 * @param tick between two evaluations, 5 s (cloudrun sheet 2.2)
 * @param startup of each instance
 * @param requestTimeout wait and cold start included
 */
public record Scenario(
        ScalingSettings scaling,
        ScalingLimits limits,
        Duration tick,
        Duration startup,
        Duration requestTimeout,
        Instant start,
        Duration length) {
    public Scenario {
        if (!tick.isPositive() || !requestTimeout.isPositive() || startup.isNegative() || length.isNegative()) {
            throw new IllegalArgumentException("needs tick > 0, requestTimeout > 0, startup >= 0, length >= 0, got "
                    + tick + ", " + requestTimeout + ", " + startup + ", " + length);
        }
    }

    public Instant end() {
        return start.plus(length);
    }
}
