package dev.gkelocal.config;

import java.time.Duration;

/**
 * The Cloud Run simulator. Sources are sections of the Cloud Run fact sheet.
 *
 * @param scaleToZero false keeps one instance of whatever has traffic
 * @param coldStartDelay least time that a request waits for a new instance; the program's own start counts
 * @param maxInstances of a revision that names none (2.1)
 * @param concurrency of a revision that names none (2.1)
 * @param timeout of a request, for a revision that names none (2.1)
 * @param startupTimeout until a new instance must listen (1.3)
 * @param shutdownGrace between SIGTERM and SIGKILL (1.4)
 * @param idleRetention longest time that an idle instance above the recommendation is kept (2.1)
 * @param concurrencyTarget share of the concurrency limit that the autoscaler aims at (2.1)
 * @param shortWindow and {@code longWindow}: the averages of the concurrency driver (2.2)
 * @param youngWindow what a window that is not yet full divides by
 * @param tick between two evaluations (2.2)
 * @param pendingFactor times the average start-up is how long a request may wait (1.6)
 * @param pendingFloor least such wait (1.6)
 * @param timeScale how many simulated seconds pass in one real second for windows, ticks and retention together
 * @param invokerCheck whether callers need the invoker role (4.5)
 */
public record CloudRunConfig(
        boolean enabled,
        boolean scaleToZero,
        Duration coldStartDelay,
        int maxInstances,
        int concurrency,
        Duration timeout,
        Duration startupTimeout,
        Duration shutdownGrace,
        Duration idleRetention,
        double concurrencyTarget,
        Duration shortWindow,
        Duration longWindow,
        YoungWindow youngWindow,
        Duration tick,
        double pendingFactor,
        Duration pendingFloor,
        double timeScale,
        boolean invokerCheck) {

    public enum YoungWindow {
        /** By the time seen so far: a new service scales out at once. */
        ELAPSED,
        /** By the whole window, as if it had been idle before. */
        FULL
    }
}
