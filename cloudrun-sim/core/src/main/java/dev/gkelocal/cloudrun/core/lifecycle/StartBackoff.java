package dev.gkelocal.cloudrun.core.lifecycle;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds back the starts of a revision whose instances fail one after another. Google says that repeated failures are
 * throttled, not how (cloudrun sheet 2.4): the wait doubles as in Kubernetes.
 *
 * @param failures in a row
 * @param startsFrom earliest time of the next start
 */
public record StartBackoff(int failures, Instant startsFrom) {
    public static final StartBackoff NONE = new StartBackoff(0, Instant.EPOCH);

    /**
     * How long to wait.
     *
     * @param first after one failure; doubles with each
     * @param longest never more than this
     * @param stableAfter an instance that served this long before it died was no failed start
     */
    public record Settings(Duration first, Duration longest, Duration stableAfter) {
        public static final Settings DEFAULT =
                new Settings(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(60));

        public Settings {
            if (first.isNegative() || longest.compareTo(first) < 0 || stableAfter.isNegative()) {
                throw new IllegalArgumentException("needs 0 <= first <= longest and stableAfter >= 0, got " + first
                        + ", " + longest + " and " + stableAfter);
            }
        }

        Duration after(int failures) {
            var wait = first;
            for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
                wait = wait.multipliedBy(2);
            }
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    public StartBackoff startFailed(Instant now, Settings settings) {
        return new StartBackoff(failures + 1, now.plus(settings.after(failures + 1)));
    }

    /** An instance ended by itself after it had served: early counts as a failed start, later begins the count anew. */
    public StartBackoff died(Duration served, Instant now, Settings settings) {
        return served.compareTo(settings.stableAfter()) < 0
                ? startFailed(now, settings)
                : NONE.startFailed(now, settings);
    }

    public boolean crashLoops() {
        return failures > 1;
    }
}
