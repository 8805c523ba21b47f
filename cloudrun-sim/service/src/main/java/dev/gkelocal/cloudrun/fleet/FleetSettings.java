package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.core.lifecycle.StartBackoff;
import dev.gkelocal.cloudrun.core.scaling.ScalingSettings;
import dev.gkelocal.cloudrun.leadership.Lead;
import java.time.Duration;

/**
 * What holds for all revisions.
 *
 * @param scaling in simulated time
 * @param tick between two evaluations, in simulated time
 * @param timeScale simulated seconds in one real second
 * @param coldStartDelay least time from the start of an instance that a request waits for until it is ready
 * @param startupTimeout until a new instance must listen
 * @param shutdownGrace between SIGTERM and SIGKILL
 * @param backoff of revisions whose instances end again and again
 * @param lead without which nothing is decided
 */
public record FleetSettings(
        ScalingSettings scaling,
        Duration tick,
        double timeScale,
        Duration coldStartDelay,
        Duration startupTimeout,
        Duration shutdownGrace,
        StartBackoff.Settings backoff,
        Lead lead) {
    public FleetSettings {
        if (!(timeScale > 0)) {
            throw new IllegalArgumentException("timeScale must be above 0, got " + timeScale);
        }
    }

    Duration realTick() {
        return Duration.ofNanos(Math.max(1_000_000, Math.round(tick.toNanos() / timeScale)));
    }
}
