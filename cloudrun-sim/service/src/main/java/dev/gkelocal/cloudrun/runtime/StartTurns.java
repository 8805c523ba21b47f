package dev.gkelocal.cloudrun.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few instances start at a time, in the order in which they ask. In production each has processors of its own; here a
 * burst of starts would share a few, so that all of them, and the requests that wait for them, would be late.
 */
public final class StartTurns {
    private final Duration longest;
    /** Guarded by this. */
    private final Queue<Turn> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private int free;

    /** @param longest after which a start that is still not over makes room for the next */
    public StartTurns(int atOnce, Duration longest) {
        this.free = atOnce;
        this.longest = longest;
    }

    /** Two for each core: one computes while the other waits for the disk. */
    public static int forThisMachine() {
        return 2 * Runtime.getRuntime().availableProcessors();
    }

    public synchronized Turn ask() {
        var turn = new Turn();
        if (free > 0) {
            free--;
            turn.begin();
        } else {
            waiting.add(turn);
        }
        return turn;
    }

    private synchronized void passOn() {
        var next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            next.begin();
        }
    }

    /** One start's turn. Whoever asked for it must end it, once. */
    public final class Turn {
        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        private void begin() {
            ended.completeOnTimeout(null, longest.toNanos(), TimeUnit.NANOSECONDS)
                    .thenRun(StartTurns.this::passOn);
            begun.complete(null);
        }

        public void await() {
            begun.join();
        }

        public void end() {
            ended.complete(null);
        }
    }
}
