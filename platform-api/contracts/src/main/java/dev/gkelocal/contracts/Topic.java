package dev.gkelocal.contracts;

import java.util.function.Function;

/**
 * One topic and the one record type on it.
 *
 * @param name topic, {@code gkelocal.<component>.<aggregate>}
 * @param eventType CloudEvents type, {@code dev.gkelocal.<component>.<aggregate>.<past-tense-verb>.v1}
 * @param type record on the topic
 * @param retention state topics are compacted and replayed, fact topics expire
 * @param key aggregate id of a record: the Kafka key and the CloudEvents subject
 */
public record Topic<T extends Record>(
        String name, String eventType, Class<T> type, Retention retention, Function<T, String> key) {

    public enum Retention {
        COMPACTED,
        EXPIRING
    }
}
