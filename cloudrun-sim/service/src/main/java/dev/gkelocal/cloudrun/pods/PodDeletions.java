package dev.gkelocal.cloudrun.pods;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes Pods, however long the API server is away. */
final class PodDeletions {
    private static final Logger LOG = LoggerFactory.getLogger(PodDeletions.class);

    private final PodApi api;
    private final BooleanSupplier closed;

    PodDeletions(PodApi api, BooleanSupplier closed) {
        this.api = api;
        this.closed = closed;
    }

    void begin(String pod, Duration grace) {
        Thread.ofVirtual().name("delete-" + pod).start(() -> run(pod, grace));
    }

    /** Returns once the API server has taken it, or refused. */
    void run(String pod, Duration grace) {
        var pause = new Pause();
        try {
            while (!closed.getAsBoolean()) {
                switch (api.delete(pod, grace)) {
                    case PodApi.Written.Done() -> {
                        return;
                    }
                    case PodApi.Written.Refused(var message) -> {
                        LOG.error("pod={} cannot be deleted cause={}", pod, message);
                        return;
                    }
                    case PodApi.Written.Unknown _ -> pause.take();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
