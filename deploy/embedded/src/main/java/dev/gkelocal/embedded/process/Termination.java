package dev.gkelocal.embedded.process;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Ends processes of which only the record is left. */
public final class Termination {
    private static final Duration POLL = Duration.ofMillis(10);

    private Termination() {}

    /**
     * SIGTERM to all that still are who the record says, SIGKILL after the grace. What no longer matches is left alone.
     *
     * @return those that ran when this was called
     */
    public static List<RecordedProcess> end(Collection<RecordedProcess> recorded, Duration grace) {
        var alive = recorded.stream().filter(RecordedProcess::isAlive).toList();
        if (alive.isEmpty()) {
            return alive;
        }
        alive.forEach(RecordedProcess::terminate);
        if (!awaitGone(alive, grace)) {
            alive.stream().filter(RecordedProcess::isAlive).forEach(RecordedProcess::kill);
            awaitGone(alive, Duration.ofSeconds(2));
        }
        return alive;
    }

    /** SIGKILL at once, for what has nothing to lose. */
    public static void kill(Collection<RecordedProcess> recorded) {
        var alive = recorded.stream().filter(RecordedProcess::isAlive).toList();
        alive.forEach(RecordedProcess::kill);
        awaitGone(alive, Duration.ofSeconds(2));
    }

    /** Waits until none of them runs; false when the time is up or the thread was interrupted. */
    public static boolean awaitGone(Collection<RecordedProcess> processes, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (processes.stream().anyMatch(RecordedProcess::isAlive)) {
            if (System.nanoTime() >= deadline || !pause(POLL)) {
                return false;
            }
        }
        return true;
    }

    private static boolean pause(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
