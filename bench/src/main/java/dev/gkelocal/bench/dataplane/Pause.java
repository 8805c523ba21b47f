package dev.gkelocal.bench.dataplane;

import java.time.Duration;

/** The one place that sleeps. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
