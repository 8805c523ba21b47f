package dev.gkelocal.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a record (CloudEvents 1.0, binary mode).
 *
 * @param id {@code ce_id}, unique within the source
 * @param key aggregate id: the Kafka key and {@code ce_subject}
 * @param offset place in the topic's one partition
 * @param time {@code ce_time}: when it was appended
 * @param source {@code ce_source}
 * @param traceparent W3C trace context of the writer; absent when it had none
 */
public record Envelope(
        String id,
        String key,
        long offset,
        Instant time,
        String source,
        @Nullable String traceparent) {}
