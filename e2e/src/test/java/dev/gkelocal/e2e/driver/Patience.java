package dev.gkelocal.e2e.driver;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Bounds for this machine as busy as it is now: what is promised for a quiet one, times its load for each processor. */
public final class Patience {
    private static final Duration POLL = Duration.ofMillis(100);

    private Patience() {}

    /** At least 1. */
    public static double factor() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return Math.max(1, system.getSystemLoadAverage() / system.getAvailableProcessors());
    }

    public static Duration scaled(Duration quiet) {
        return Duration.ofMillis(Math.round(quiet.toMillis() * factor()));
    }

    /** Waits for something that a quiet machine does within the time. */
    public static ConditionFactory within(Duration quiet) {
        return Awaitility.await().atMost(scaled(quiet)).pollInterval(POLL).pollDelay(Duration.ZERO);
    }
}
