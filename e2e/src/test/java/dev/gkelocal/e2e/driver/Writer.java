package dev.gkelocal.e2e.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Writes ever higher numbers into a service's description, and remembers the last one that was acknowledged. */
public final class Writer implements AutoCloseable {
    private static final Duration AFTER_REFUSAL = Duration.ofMillis(20);

    private final Web web;
    private final String service;
    private final AtomicInteger last = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stop;

    private Writer(Web web, String service) {
        this.web = web;
        this.service = service;
        this.thread = Thread.ofVirtual().start(this::write);
    }

    public static Writer start(Web web, String service) {
        return new Writer(web, service);
    }

    private void write() {
        for (int number = 1; !stop; number++) {
            try {
                var answer = web.admin(
                        "PATCH",
                        Web.SERVICES + "/" + service + "?updateMask=description",
                        "{\"description\":\"" + number + "\"}");
                if (answer.statusCode() == 200) {
                    last.set(number);
                    acknowledged.incrementAndGet();
                } else {
                    pauseRefused();
                }
            } catch (IOException away) {
                pauseRefused();
            }
        }
    }

    private void pauseRefused() {
        refused.incrementAndGet();
        LockSupport.parkNanos(AFTER_REFUSAL.toNanos());
    }

    /** How many. */
    public int acknowledged() {
        return acknowledged.get();
    }

    public int refused() {
        return refused.get();
    }

    /** Ends the writing and proves that no acknowledged write was lost. */
    public void assertNothingLost() throws IOException {
        close();
        assertThat(acknowledged.get()).as("acknowledged writes").isPositive();
        assertThat(web.service(service).path("description").asInt())
                .as("description, the last acknowledged being " + last)
                .isGreaterThanOrEqualTo(last.get());
    }

    @Override
    public void close() {
        stop = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
