package dev.gkelocal.cli.demo;

import dev.gkelocal.cli.load.Arrivals;
import dev.gkelocal.contracts.cloudrun.Resources;
import java.time.Duration;
import java.util.List;

/**
 * What the demo plays. A request takes 100 ms, so 24 requests a second keep an instance at its target of 2.4 in flight (60 % of 4):
 * the three rates ask for 1, 3 and 5 instances.
 */
final class Script {
    static final String SERVICE = "demo-hello";
    static final String SOURCE = "examples/hello";
    static final int CONCURRENCY = 4;
    static final int MAX_INSTANCES = 10;

    /** The service names no limits, so it has the defaults: 1 CPU and 512 MiB while a request runs (cloudrun sheet 3.4). */
    static final Resources RESOURCES = new Resources(1000, 512, true, false);

    /** The windows of 1 and 10 minutes become 1 and 10 seconds, the retention of 15 minutes 15 seconds. */
    static final int TIME_SCALE = 60;

    static final Arrivals ARRIVALS = new Arrivals(List.of(
            new Arrivals.Phase(12, Duration.ofSeconds(5)),
            new Arrivals.Phase(60, Duration.ofSeconds(6)),
            new Arrivals.Phase(120, Duration.ofSeconds(9))));

    /** The autoscaler's long window and the retention, one after the other (cloudrun sheet 2.2, 2.4). */
    private static final Duration IDLE = Duration.ofMinutes(10 + 15);

    private static final Duration STOP = Duration.ofSeconds(15);

    private Script() {}

    /**
     * How long the last instance may take to go after the last request, with some seconds for its stop.
     *
     * @param timeScale simulated seconds that pass in one real second
     */
    static Duration longestIdle(double timeScale) {
        return Duration.ofMillis(Math.round(IDLE.toMillis() / timeScale)).plus(STOP);
    }
}
