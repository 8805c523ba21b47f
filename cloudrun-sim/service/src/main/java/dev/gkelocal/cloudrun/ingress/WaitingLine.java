package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.ingress.Waiter.Taker;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** First come, first served; without locks. */
final class WaitingLine {
    /** Left places are swept out when there are this many, and more than half of all. */
    private static final int SWEEP = 64;

    private final ConcurrentLinkedQueue<Waiter> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();

    int waiting() {
        return Math.max(0, waiting.get());
    }

    void join(Waiter waiter) {
        line.add(waiter);
        waiting.incrementAndGet();
    }

    /** @return whether the waiter was still waiting */
    boolean leave(Waiter waiter) {
        if (waiter.claim() == null) {
            return false;
        }
        waiting.decrementAndGet();
        var gone = left.incrementAndGet();
        if (gone >= SWEEP && gone > waiting.get() && left.compareAndSet(gone, 0)) {
            line.removeIf(Waiter::isClaimed);
        }
        return true;
    }

    /** The first who still waits. */
    @Nullable
    Taker next() {
        while (true) {
            var waiter = line.poll();
            if (waiter == null) {
                return null;
            }
            var taker = waiter.claim();
            if (taker != null) {
                waiting.decrementAndGet();
                return taker;
            }
        }
    }
}
