package dev.gkelocal.embedded.supervision;

import java.time.Duration;

/**
 * How long to wait before a process that ended by itself is started again.
 *
 * @param first wait after the first failure; doubles with each further one
 * @param most longest wait
 * @param forgiveAfter a process that was ready for so long starts over with the first wait
 */
record Backoff(Duration first, Duration most, Duration forgiveAfter) {
    static final Backoff DEFAULT = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(60));

    Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("a back-off from " + first + " to " + most + " is no back-off");
        }
    }

    /** @param streak failures in a row before this one */
    Duration delay(int streak) {
        var delay = first;
        for (var failure = 0; failure < streak && delay.compareTo(most) < 0; failure++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(most) < 0 ? delay : most;
    }

    /** The failures in a row that still count after the process had been ready for a while. */
    int remaining(int streak, Duration ready) {
        return ready.compareTo(forgiveAfter) >= 0 ? 0 : streak;
    }
}
