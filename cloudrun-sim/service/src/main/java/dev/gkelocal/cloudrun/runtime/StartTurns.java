package dev.gkelocal.cloudrun.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few instances start at a time. In production each has processors of its own; here a burst of starts would share a
 * few, so that all of them, and the requests that wait for them, would be late. First come, first served.
 */
final class StartTurns {
    private final Semaphore free;
    private final Duration longest;

    /** @param longest after which a start that is still not over makes room for the next */
    StartTurns(int atOnce, Duration longest) {
        this.free = new Semaphore(atOnce, true);
        this.longest = longest;
    }

    /** Two for each core: one computes while the other waits for the disk. */
    static int forThisMachine() {
        return 2 * Runtime.getRuntime().availableProcessors();
    }

    /** Waits for a turn, which is over when the future is completed. */
    CompletableFuture<Void> take() throws InterruptedException {
        free.acquire();
        var turn = new CompletableFuture<Void>().completeOnTimeout(null, longest.toNanos(), TimeUnit.NANOSECONDS);
        turn.thenRun(free::release);
        return turn;
    }
}
