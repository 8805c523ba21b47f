package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topic.Retention;
import dev.gkelocal.contracts.Versioned;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** One topic that is read: its table when it holds states, and who is told. */
final class Subscription<T extends Record> {
    final Topic<T> topic;
    final @Nullable StateTable<T> table;
    private final List<EventListener<T>> listeners = new CopyOnWriteArrayList<>();

    Subscription(Topic<T> topic) {
        if (topic.retention() == Retention.COMPACTED && !Versioned.class.isAssignableFrom(topic.type())) {
            throw new IllegalArgumentException(topic.name() + " holds states, " + topic.type() + " has no version");
        }
        this.topic = topic;
        this.table = topic.retention() == Retention.COMPACTED ? new StateTable<>() : null;
    }

    void tell(EventListener<T> listener) {
        listeners.add(listener);
    }

    /**
     * Applies one record and completes those who wait for it.
     *
     * @throws MalformedEvent when it cannot be read, or a listener fails on it; its state counts in that case
     */
    void apply(EventCodec codec, ConsumerRecord<byte[], byte[]> record, ReadBacks readBacks) throws MalformedEvent {
        var event = codec.decode(topic, record);
        var taken = take(event, record);
        try {
            if (taken) {
                listeners.forEach(it -> it.on(event));
            }
        } catch (RuntimeException failure) {
            throw new MalformedEvent("the listener failed: " + failure, failure);
        } finally {
            readBacks.read(event.envelope().id(), taken);
        }
    }

    private boolean take(Event<T> event, ConsumerRecord<byte[], byte[]> record) throws MalformedEvent {
        if (table == null) {
            return true;
        }
        var key = event.envelope().key();
        return switch (event) {
            case Event.Written<T> written -> table.write(key, written.value());
            case Event.Removed<T> _ -> table.remove(key, EventCodec.versionOf(record));
        };
    }
}
