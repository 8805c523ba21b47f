package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.time.Duration;
import java.util.Map;

/**
 * The broker and what it keeps.
 *
 * @param factRetention age at which facts may be dropped; state is kept
 * @param factBytes size at which the oldest facts of a topic are dropped
 * @param appendTimeout after which a write answers that its outcome is unknown
 */
public record EventLogConfig(Duration factRetention, long factBytes, Duration appendTimeout) {
    static EventLogConfig read(Section section) {
        return new EventLogConfig(
                section.span("fact_retention"), section.big("fact_bytes"), section.span("append_timeout"));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "fact_retention", factRetention);
        to.put(prefix + "fact_bytes", factBytes);
        to.put(prefix + "append_timeout", appendTimeout);
    }
}
