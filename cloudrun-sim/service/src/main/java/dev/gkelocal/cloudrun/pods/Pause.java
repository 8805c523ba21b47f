package dev.gkelocal.cloudrun.pods;

import java.time.Duration;

/** Between attempts at an API server that is away: twice as long each time, up to two seconds. */
final class Pause {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private Duration next = Duration.ofMillis(100);

    void take() throws InterruptedException {
        Thread.sleep(next);
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
