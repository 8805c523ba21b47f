package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes in the background what the platform has done. Callers never wait: while the broker is away the latest state of
 * each aggregate and the newest facts are held, and go out when it is back. What does not fit is dropped, oldest first,
 * and counted.
 */
public final class StatePublisher implements AutoCloseable {
    private static final Duration RETRY = Duration.ofMillis(100);
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(150);

    private final EventCodec codec;
    private final EventWriter writer;
    private final BrokerProbe probe;
    private final BooleanSupplier ready;
    private final OutBuffer buffer;
    private final Thread thread;

    StatePublisher(
            EventCodec codec,
            EventWriter writer,
            BrokerProbe probe,
            BooleanSupplier ready,
            EventLogMetrics metrics,
            OutBuffer.Limits limits) {
        this.codec = codec;
        this.writer = writer;
        this.probe = probe;
        this.ready = ready;
        this.buffer = new OutBuffer(limits, metrics);
        this.thread = Thread.ofVirtual().name("event-log-publisher").start(this::run);
    }

    /** Replaces a state of the same aggregate that is still waiting. */
    public <T extends Record> void state(Topic<T> topic, T state, @Nullable String traceparent) {
        buffer.putState(
                topic.name(),
                topic.key().apply(state),
                id -> codec.encode(id, topic, state, traceparent),
                codec.nextId());
    }

    /** The aggregate is gone; the version is that of its removal. */
    public void removed(Topic<?> topic, String key, Version version, @Nullable String traceparent) {
        buffer.putState(
                topic.name(), key, id -> codec.encodeRemoval(id, topic, key, version, traceparent), codec.nextId());
    }

    public <T extends Record> void fact(Topic<T> topic, T fact, @Nullable String traceparent) {
        buffer.putFact(topic.name(), id -> codec.encode(id, topic, fact, traceparent), codec.nextId());
    }

    /** Records that wait to be sent or acknowledged. */
    public int pending() {
        return buffer.size();
    }

    private void run() {
        try {
            var lastFailed = false;
            while (true) {
                var batch = buffer.take();
                if (batch.isEmpty()) {
                    return;
                }
                // After a failure ask first: a send would hold the batch for the whole append timeout.
                var go = ready.getAsBoolean() && ((!lastFailed && probe.lastSeen()) || probe.reachable());
                var failed = go ? send(batch) : batch;
                buffer.finish(failed);
                lastFailed = !failed.isEmpty();
                if (lastFailed) {
                    if (buffer.isClosed()) {
                        return;
                    }
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns those that were not acknowledged. */
    private List<OutBuffer.Waiting> send(List<OutBuffer.Waiting> batch) {
        var sent = new ArrayList<CompletableFuture<Append>>(batch.size());
        for (var waiting : batch) {
            sent.add(writer.send(waiting.encode()));
        }
        var failed = new ArrayList<OutBuffer.Waiting>();
        for (int i = 0; i < batch.size(); i++) {
            switch (sent.get(i).join()) {
                case Append.Written _ -> {}
                case Append.Unavailable _, Append.Unknown _ -> failed.add(batch.get(i));
                case Append.Refused _ -> buffer.drop(batch.get(i));
            }
        }
        return failed;
    }

    /** Sends what waits if the broker takes it at once; gives up the rest. */
    @Override
    public void close() {
        buffer.close();
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
