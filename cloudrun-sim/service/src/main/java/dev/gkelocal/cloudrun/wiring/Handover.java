package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.leadership.Leadership.Successor;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How far a replica is with giving its work to another one. */
final class Handover {
    private final CompletableFuture<Optional<Successor>> successor = new CompletableFuture<>();
    private volatile boolean begun;

    /** Nothing is decided or written here from now on. */
    void begin() {
        begun = true;
    }

    /** @param other who decides now; empty when there is nobody */
    void end(Optional<Successor> other) {
        successor.complete(other);
    }

    boolean hasBegun() {
        return begun;
    }

    boolean hasEnded() {
        return successor.isDone();
    }

    /** Completed at the end. */
    CompletableFuture<Optional<Successor>> successor() {
        return successor;
    }
}
