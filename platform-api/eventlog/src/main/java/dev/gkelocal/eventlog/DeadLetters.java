package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts aside records that could not be read: key {@code topic/partition/offset}, the value and headers as they were, and
 * headers that say why ({@code dlq_reason}) and where from.
 */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String topic;
    private final EventWriter writer;
    private final EventLogMetrics metrics;

    DeadLetters(String component, EventWriter writer, EventLogMetrics metrics) {
        this.topic = Topics.deadLetters(component);
        this.writer = writer;
        this.metrics = metrics;
    }

    void send(ConsumerRecord<byte[], byte[]> record, MalformedEvent why) {
        LOG.warn("dead letter topic={} offset={} reason={}", record.topic(), record.offset(), why.reason());
        var place = record.topic() + "/" + record.partition() + "/" + record.offset();
        // An empty value instead of none: a removal would erase the letter.
        var value = record.value() == null ? new byte[0] : record.value();
        var letter = new ProducerRecord<byte[], byte[]>(topic, 0, EventCodec.bytes(place), value, record.headers());
        EventCodec.put(letter.headers(), "dlq_reason", why.reason());
        EventCodec.put(letter.headers(), "dlq_topic", record.topic());
        EventCodec.put(letter.headers(), "dlq_partition", Integer.toString(record.partition()));
        EventCodec.put(letter.headers(), "dlq_offset", Long.toString(record.offset()));
        if (record.key() != null) {
            letter.headers().add("dlq_key", record.key());
        }
        metrics.deadLettered(record.topic());
        var _ = writer.send(letter).thenAccept(outcome -> {
            if (!(outcome instanceof Append.Written)) {
                LOG.warn(
                        "dead letter not kept topic={} offset={} outcome={}", record.topic(), record.offset(), outcome);
            }
        });
    }
}
