package dev.gkelocal.autopilot.core.cluster;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;

/** What falls due, earliest first and in the order it was asked for. */
final class Timers {
    private final PriorityQueue<Timer.Due> queue = new PriorityQueue<>();
    private long order;

    void at(Instant when, Timer timer) {
        queue.add(new Timer.Due(when, order++, timer));
    }

    void restore(Collection<Timer.Due> dues) {
        queue.addAll(dues);
        dues.forEach(it -> order = Math.max(order, it.order() + 1));
    }

    Instant next() {
        var head = queue.peek();
        return head == null ? Instant.MAX : head.at();
    }

    Timer.Due take() {
        return queue.remove();
    }

    List<Timer.Due> all() {
        return queue.stream().sorted().toList();
    }
}
