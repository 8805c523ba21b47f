package dev.gkelocal.platform.feed;

import dev.gkelocal.contracts.Topic;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event as it was read from the log.
 *
 * @param key aggregate that it is about
 * @param type CloudEvents type
 * @param data the record; absent when the aggregate is gone from a state topic
 * @param cloudEvent the whole event as CloudEvents JSON
 * @param traceparent trace context of its writer
 */
public record FeedEvent(
        Topic<?> topic,
        long offset,
        String key,
        String type,
        @Nullable Record data,
        String cloudEvent,
        @Nullable String traceparent) {

    /** The record, if it is one of this topic's. */
    public <T extends Record> Optional<T> dataOf(Topic<T> of) {
        return topic.name().equals(of.name()) && data != null
                ? Optional.of(of.type().cast(data))
                : Optional.empty();
    }

    /** Whether this says that an aggregate of the topic is gone. */
    public boolean isRemovalFrom(Topic<?> of) {
        return topic.name().equals(of.name()) && data == null;
    }
}
