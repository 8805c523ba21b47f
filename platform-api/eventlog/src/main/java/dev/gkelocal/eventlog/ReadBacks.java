package dev.gkelocal.eventlog;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Writers who wait until the reader has seen their own record, by event id. */
final class ReadBacks {
    private final Map<String, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();

    /** Completes with true once the event was taken, with false when a newer state had been there before it. */
    CompletableFuture<Boolean> expect(String eventId) {
        var verdict = new CompletableFuture<Boolean>();
        waiting.put(eventId, verdict);
        return verdict;
    }

    void forget(String eventId) {
        waiting.remove(eventId);
    }

    void read(String eventId, boolean taken) {
        var verdict = waiting.remove(eventId);
        if (verdict != null) {
            verdict.complete(taken);
        }
    }
}
