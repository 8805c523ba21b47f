package dev.gkelocal.embedded.supervision;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;

/** A thread that watches one run of one child: until it answers, and from then on whether it still does. */
final class Prober implements Runnable {
    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(5);
    /** Questions in a row without a good answer until it counts as hung. */
    private static final int PATIENCE = 3;

    private final Child child;
    private final int run;
    private final Readiness readiness;
    private final BlockingQueue<Event> events;

    private Prober(Child child, int run, Readiness readiness, BlockingQueue<Event> events) {
        this.child = child;
        this.run = run;
        this.readiness = readiness;
        this.events = events;
    }

    /** @return to be interrupted when the run is over */
    static Thread start(Child child, int run, Readiness readiness, BlockingQueue<Event> events) {
        return Thread.ofPlatform()
                .daemon()
                .name("probe-" + child.title())
                .start(new Prober(child, run, readiness, events));
    }

    @Override
    public void run() {
        try {
            while (readiness.refusal().isPresent()) {
                Thread.sleep(readiness.poll());
            }
            events.add(new Event.Answered(child, run));
            watch();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() throws InterruptedException {
        var misses = 0;
        while (true) {
            Thread.sleep(WATCH_INTERVAL);
            var refusal = readiness.refusal();
            if (refusal.isEmpty() && misses >= PATIENCE) {
                events.add(new Event.Answered(child, run));
            }
            misses = refusal.isEmpty() ? 0 : misses + 1;
            if (misses == PATIENCE) {
                events.add(new Event.StoppedAnswering(child, run, refusal.orElseThrow()));
            }
        }
    }
}
