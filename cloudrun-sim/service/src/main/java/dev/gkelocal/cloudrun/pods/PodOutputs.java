package dev.gkelocal.cloudrun.pods;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what instances print while they run. After a broken connection it goes on where it was: the API server counts whole
 * seconds only, so what comes twice is told by its time.
 */
final class PodOutputs {
    private static final Logger LOG = LoggerFactory.getLogger(PodOutputs.class);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofMillis(500);
    /** For the last words of an instance that ended. */
    private static final Duration LONGEST_FINISH = Duration.ofSeconds(5);

    /** Where lines go. */
    public interface Sink {
        void line(RevisionName revision, InstanceId instance, Instant at, String text);
    }

    private final PodApi api;
    private final Sink sink;
    private final BooleanSupplier closed;
    private final Map<InstanceId, CompletableFuture<Void>> reading = new ConcurrentHashMap<>();

    PodOutputs(PodApi api, Sink sink, BooleanSupplier closed) {
        this.api = api;
        this.sink = sink;
        this.closed = closed;
    }

    /** @param whole from the first line on; otherwise the newest lines and those to come */
    void follow(LivePod pod, boolean whole) {
        var done = new CompletableFuture<Void>();
        reading.put(pod.id(), done);
        Thread.ofVirtual().name("output-" + pod.id()).start(() -> {
            try {
                read(pod, whole ? Instant.EPOCH : null);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                done.complete(null);
                reading.remove(pod.id(), done);
            }
        });
    }

    /** Returns once everything that an ended instance printed was read, or that takes too long. */
    void finish(InstanceId id) {
        var done = reading.get(id);
        if (done != null) {
            done.completeOnTimeout(null, LONGEST_FINISH.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private void read(LivePod pod, @Nullable Instant from) throws InterruptedException {
        var last = from;
        while (!closed.getAsBoolean() && !pod.deleted()) {
            boolean ended = pod.view() instanceof PodView.Ended;
            try (var lines =
                    new BufferedReader(new InputStreamReader(api.output(pod.name(), last), StandardCharsets.UTF_8))) {
                last = read(pod, lines, last);
            } catch (IOException e) {
                LOG.debug("pod={} output is not to be had cause={}", pod.name(), e.toString());
            }
            if (ended) {
                return;
            }
            Thread.sleep(BEFORE_ANOTHER_TRY);
        }
    }

    private @Nullable Instant read(LivePod pod, BufferedReader lines, @Nullable Instant from) throws IOException {
        var last = from;
        for (var text = lines.readLine(); text != null; text = lines.readLine()) {
            var line = OutputLine.parse(text).orElse(null);
            if (line == null || (last != null && !line.at().isAfter(last))) {
                continue;
            }
            last = line.at();
            if (!line.text().isEmpty()) {
                sink.line(pod.revision(), pod.id(), line.at(), line.text());
            }
        }
        return last;
    }
}
