package dev.gkelocal.eventlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Records to and from CloudEvents 1.0 in binary mode: attributes as Kafka headers, the record as JSON. */
final class EventCodec {
    static final String TRACEPARENT = "traceparent";

    private final String source;
    private final InstantSource clock;
    private final String idPrefix =
            Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36) + "-";
    private final AtomicLong written = new AtomicLong();

    EventCodec(String component, InstantSource clock) {
        this.source = "/gkelocal/" + component;
        this.clock = clock;
    }

    /** A new event id of this process. */
    String nextId() {
        return idPrefix + written.incrementAndGet();
    }

    <T extends Record> ProducerRecord<byte[], byte[]> encode(
            String id, Topic<T> topic, T value, @Nullable String traceparent) {
        try {
            var body = EventJson.mapper().writeValueAsBytes(value);
            var version = value instanceof Versioned state ? state.version() : null;
            return record(id, topic, topic.key().apply(value), body, version, traceparent);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("cannot write " + topic.type() + " as JSON", bug);
        }
    }

    ProducerRecord<byte[], byte[]> encodeRemoval(
            String id, Topic<?> topic, String key, Version version, @Nullable String traceparent) {
        return record(id, topic, key, null, version, traceparent);
    }

    private ProducerRecord<byte[], byte[]> record(
            String id,
            Topic<?> topic,
            String key,
            byte @Nullable [] body,
            @Nullable Version version,
            @Nullable String traceparent) {
        var record = new ProducerRecord<byte[], byte[]>(topic.name(), 0, bytes(key), body);
        var headers = record.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id);
        put(headers, "ce_source", source);
        put(headers, "ce_type", topic.eventType());
        put(headers, "ce_time", clock.instant().toString());
        put(headers, "ce_subject", key);
        put(headers, "content-type", "application/json");
        if (version != null) {
            put(headers, "epoch", Long.toString(version.epoch()));
            put(headers, "generation", Long.toString(version.generation()));
        }
        if (traceparent != null) {
            put(headers, TRACEPARENT, traceparent);
        }
        return record;
    }

    <T extends Record> Event<T> decode(Topic<T> topic, ConsumerRecord<byte[], byte[]> record) throws MalformedEvent {
        var envelope = envelope(record);
        if (record.value() == null) {
            return new Event.Removed<>(topic, envelope);
        }
        var type = required(record.headers(), "ce_type");
        if (!type.equals(topic.eventType())) {
            throw new MalformedEvent("ce_type is " + type + ", this topic holds " + topic.eventType());
        }
        try {
            var value = EventJson.mapper().readValue(record.value(), topic.type());
            if (value == null) {
                throw new MalformedEvent("the value is the JSON null; a removal has no value at all");
            }
            var key = topic.key().apply(value);
            if (!key.equals(envelope.key())) {
                throw new MalformedEvent("the record's key is " + envelope.key() + ", its value says " + key);
            }
            return new Event.Written<>(topic, value, envelope);
        } catch (IOException | RuntimeException failure) {
            throw new MalformedEvent(
                    "the value is no " + topic.type().getSimpleName() + ": " + failure.getMessage(), failure);
        }
    }

    /** The version that a removal carries; absent when it was written by someone else. */
    static @Nullable Version versionOf(ConsumerRecord<byte[], byte[]> record) throws MalformedEvent {
        var epoch = header(record.headers(), "epoch");
        var generation = header(record.headers(), "generation");
        if (epoch == null || generation == null) {
            return null;
        }
        try {
            return new Version(Long.parseLong(epoch), Long.parseLong(generation));
        } catch (IllegalArgumentException failure) {
            throw new MalformedEvent(
                    "epoch '" + epoch + "' and generation '" + generation + "' are no version", failure);
        }
    }

    private static Envelope envelope(ConsumerRecord<byte[], byte[]> record) throws MalformedEvent {
        if (record.key() == null) {
            throw new MalformedEvent("the record has no key");
        }
        var headers = record.headers();
        try {
            return new Envelope(
                    required(headers, "ce_id"),
                    text(record.key()),
                    record.offset(),
                    Instant.parse(required(headers, "ce_time")),
                    required(headers, "ce_source"),
                    header(headers, TRACEPARENT));
        } catch (DateTimeException failure) {
            throw new MalformedEvent("ce_time is no instant: " + failure.getMessage(), failure);
        }
    }

    private static String required(Headers headers, String name) throws MalformedEvent {
        var value = header(headers, name);
        if (value == null) {
            throw new MalformedEvent("the header " + name + " is missing");
        }
        return value;
    }

    static @Nullable String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : text(header.value());
    }

    static void put(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
