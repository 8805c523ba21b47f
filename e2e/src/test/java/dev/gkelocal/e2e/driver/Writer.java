package dev.gkelocal.e2e.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes ever higher numbers into a service's description, and remembers the last one that was acknowledged. */
public final class Writer implements AutoCloseable {
    private final Web web;
    private final String service;
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
                    acknowledged.set(number);
                } else {
                    refused.incrementAndGet();
                }
            } catch (IOException away) {
                refused.incrementAndGet();
            }
        }
    }

    public int acknowledged() {
        return acknowledged.get();
    }

    public int refused() {
        return refused.get();
    }

    /** Ends the writing and proves that no acknowledged write was lost. */
    public void assertNothingLost() throws IOException {
        close();
        int last = acknowledged.get();
        assertThat(last).as("acknowledged writes").isPositive();
        assertThat(web.service(service).path("description").asInt())
                .as("description, the last acknowledged being " + last)
                .isGreaterThanOrEqualTo(last);
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
