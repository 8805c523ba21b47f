package dev.gkelocal.cloudrun.runtime;

import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.contracts.InstanceId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An instance from its order to its end. */
final class LiveInstance {
    private final InstanceId id;
    private final CompletableFuture<Exit> exited = new CompletableFuture<>();
    /** Guarded by this. */
    private @Nullable ProcessIdentity process;
    /** Guarded by this. */
    private boolean stopping;

    LiveInstance(InstanceId id) {
        this.id = id;
    }

    InstanceId id() {
        return id;
    }

    CompletableFuture<Exit> exited() {
        return exited;
    }

    synchronized void runs(ProcessIdentity started) {
        process = started;
    }

    /** Marks it as to be stopped. Its process, absent when it has none yet: whoever starts it must then stop it. */
    synchronized @Nullable ProcessIdentity requestStop() {
        stopping = true;
        return process;
    }

    synchronized boolean stopping() {
        return stopping;
    }

    boolean awaitExit(Duration limit) throws InterruptedException {
        try {
            exited.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the exit of instance " + id + " was lost", e);
        }
    }
}
