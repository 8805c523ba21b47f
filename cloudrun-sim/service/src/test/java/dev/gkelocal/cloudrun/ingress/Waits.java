package dev.gkelocal.cloudrun.ingress;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Bounded waiting: nothing in these tests may hang. */
final class Waits {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Waits() {}

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static void until(ThrowingRunnable assertion) {
        Awaitility.await().atMost(LONGEST).pollInterval(Duration.ofMillis(5)).untilAsserted(assertion);
    }
}
