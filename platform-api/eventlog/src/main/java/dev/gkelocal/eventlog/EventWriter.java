package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Version;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends records in the order of the calls. Never blocks its caller, and answers within the append timeout: at once with
 * {@link Append.Unavailable} when the broker is away, at the latest with {@link Append.Unknown}.
 */
public final class EventWriter implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(100);
    private static final String AWAY = "the event log (Kafka) cannot be reached; nothing was written";

    private final EventLogSettings settings;
    private final EventCodec codec;
    private final BrokerProbe probe;
    private final AppendTracer tracer;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("event-log-writer").factory());

    /** Made by the first send, on the sender: making it is no part of a service's start. */
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    EventWriter(EventLogSettings settings, EventCodec codec, BrokerProbe probe, AppendTracer tracer) {
        this.settings = settings;
        this.codec = codec;
        this.probe = probe;
        this.tracer = tracer;
    }

    public <T extends Record> CompletableFuture<Append> append(Topic<T> topic, T value, @Nullable String traceparent) {
        return sendWhenReachable(codec.encode(codec.nextId(), topic, value, traceparent));
    }

    /** Says that the aggregate is gone. The version is that of the write that removes it. */
    public CompletableFuture<Append> tombstone(
            Topic<?> topic, String key, Version version, @Nullable String traceparent) {
        return sendWhenReachable(codec.encodeRemoval(codec.nextId(), topic, key, version, traceparent));
    }

    CompletableFuture<Append> sendWhenReachable(ProducerRecord<byte[], byte[]> record) {
        return probe.reachable() ? send(record) : CompletableFuture.completedFuture(new Append.Unavailable(AWAY));
    }

    CompletableFuture<Append> send(ProducerRecord<byte[], byte[]> record) {
        var result = new CompletableFuture<Append>();
        trace(record, result);
        try {
            sender.execute(() -> send(record, result));
        } catch (RejectedExecutionException closed) {
            result.complete(new Append.Unavailable("the event log is closed; nothing was written"));
        }
        return result.completeOnTimeout(
                new Append.Unknown("the event log did not acknowledge within "
                        + settings.appendTimeout().toMillis() + " ms; the write may have happened"),
                settings.appendTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** What reads the record continues the trace from the append, not from what caused it. */
    private void trace(ProducerRecord<byte[], byte[]> record, CompletableFuture<Append> result) {
        var cause = EventCodec.header(record.headers(), EventCodec.TRACEPARENT);
        var step = cause == null ? null : tracer.begin(record.topic(), EventCodec.text(record.key()), cause);
        if (step != null) {
            record.headers().remove(EventCodec.TRACEPARENT);
            EventCodec.put(record.headers(), EventCodec.TRACEPARENT, step.traceparent());
            var _ = result.thenAccept(step::end);
        }
    }

    /** Makes the producer, so that the first write need not. */
    void warmUp() {
        try {
            sender.execute(this::producer);
        } catch (RejectedExecutionException closed) {
            // Nothing is left to warm.
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<Append> result) {
        if (result.isDone()) {
            return;
        }
        try {
            var _ = producer()
                    .send(
                            record,
                            (metadata, failure) -> result.complete(
                                    failure == null ? new Append.Written(metadata.offset()) : outcome(failure)));
        } catch (RuntimeException failure) {
            // Thrown before anything was handed over: no metadata within the timeout, or the producer is closed.
            result.complete(
                    isRefusal(failure) ? outcome(failure) : new Append.Unavailable(AWAY + " (" + failure + ")"));
        }
    }

    private static Append outcome(Exception failure) {
        return isRefusal(failure)
                ? new Append.Refused("the event log refuses the record: " + failure.getMessage())
                : new Append.Unknown("the write may have happened: " + failure);
    }

    private static boolean isRefusal(Exception failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidTopicException
                || failure instanceof SerializationException;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    ClientSettings.producer(settings), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** What was not sent by now is given up; its callers learn that the outcome is unknown. */
    @Override
    public void close() {
        try {
            sender.execute(() -> {
                if (producer != null) {
                    producer.close(CLOSE_LIMIT);
                }
            });
            sender.shutdown();
            if (!sender.awaitTermination(2 * CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            sender.shutdownNow();
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException closedBefore) {
            // Closing twice is harmless.
        }
    }
}
