package dev.gkelocal.cloudrun.leadership;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Leads without asking anybody. */
record Alone(long epoch) implements Leadership {
    @Override
    public boolean holds() {
        return true;
    }

    @Override
    public CompletableFuture<Void> stepAside() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> acquire() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean standsBy() {
        return false;
    }

    @Override
    public void serves() {}

    @Override
    public Optional<Successor> handOver() {
        return Optional.empty();
    }

    @Override
    public void leave() {}
}
