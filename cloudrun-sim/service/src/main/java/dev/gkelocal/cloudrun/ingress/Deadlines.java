package dev.gkelocal.cloudrun.ingress;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The requests in progress on one event loop, and when each must have ended. Requests of the same timeout expire in the order
 * in which they came, so one timer for each timeout in use is enough, set anew only when it fires.
 */
final class Deadlines {
    private final Vertx vertx;
    private final LongSupplier nanos;
    private final Consumer<Exchange> expired;
    private final Map<Duration, Line> lines = new HashMap<>();

    Deadlines(Vertx vertx, LongSupplier nanos, Consumer<Exchange> expired) {
        this.vertx = vertx;
        this.nanos = nanos;
        this.expired = expired;
    }

    void add(Exchange exchange) {
        lines.computeIfAbsent(exchange.timeout, Line::new).add(exchange);
    }

    void remove(Exchange exchange) {
        var line = lines.get(exchange.timeout);
        if (line != null) {
            line.waiting.remove(exchange);
        }
    }

    boolean isEmpty() {
        return lines.values().stream().allMatch(it -> it.waiting.isEmpty());
    }

    Stream<Exchange> all() {
        return lines.values().stream().flatMap(it -> it.waiting.stream());
    }

    private final class Line {
        private final long timeout;
        private final LinkedHashSet<Exchange> waiting = new LinkedHashSet<>();
        private boolean armed;

        Line(Duration timeout) {
            this.timeout = timeout.toNanos();
        }

        void add(Exchange exchange) {
            waiting.add(exchange);
            if (!armed) {
                arm(timeout);
            }
        }

        private void arm(long inNanos) {
            armed = true;
            var millis =
                    Math.max(1, Duration.ofNanos(inNanos).plusNanos(999_999).toMillis());
            vertx.setTimer(millis, fired -> expire());
        }

        private void expire() {
            armed = false;
            var now = nanos.getAsLong();
            while (!waiting.isEmpty()) {
                var first = waiting.getFirst();
                var left = first.arrivedAt + timeout - now;
                if (left > 0) {
                    arm(left);
                    return;
                }
                waiting.removeFirst();
                expired.accept(first);
            }
        }
    }
}
