package dev.gkelocal.cloudrun.ingress;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A request's place in a queue. Claimed once: by a slot, by a refusal, or by the request itself when it gives up. */
final class Waiter {
    private final AtomicReference<@Nullable Taker> taker;

    Waiter(Taker taker) {
        this.taker = new AtomicReference<>(taker);
    }

    /** The one who waits, or null when the place was claimed before. */
    @Nullable
    Taker claim() {
        return taker.get() == null ? null : taker.getAndSet(null);
    }

    boolean isClaimed() {
        return taker.get() == null;
    }

    /** Called on any thread. */
    interface Taker {
        void granted(InstanceSlot slot);

        void refused(Refusal refusal);
    }
}
