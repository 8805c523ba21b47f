package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.util.Map;

/** Log files: each is rotated at {@code maxBytes}, {@code files} old ones are kept. */
public record LogsConfig(long maxBytes, int files) {
    static LogsConfig read(Section section) {
        return new LogsConfig(section.big("max_bytes"), section.whole("files"));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "max_bytes", maxBytes);
        to.put(prefix + "files", (long) files);
    }
}
