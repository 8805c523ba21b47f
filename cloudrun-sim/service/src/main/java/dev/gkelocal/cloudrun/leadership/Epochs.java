package dev.gkelocal.cloudrun.leadership;

import java.time.Duration;
import java.time.Instant;

/**
 * Epochs of a cluster begin with the seconds since 2026: a lease that was deleted, or a platform that goes from two replicas to one and
 * back, goes on above the epochs that are on the log.
 */
public final class Epochs {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private Epochs() {}

    /** The least epoch of a leader that begins now. */
    public static int at(Instant now) {
        return Math.toIntExact(Math.max(1, Duration.between(FIRST, now).toSeconds()));
    }

    static int after(int former, Instant now) {
        return Math.max(former + 1, at(now));
    }
}
