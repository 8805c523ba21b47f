package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.util.Map;

/** @param otlpEndpoint where traces go; empty switches tracing off */
public record ObservabilityConfig(String otlpEndpoint) {
    static ObservabilityConfig read(Section section) {
        return new ObservabilityConfig(section.text("otlp_endpoint"));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "otlp_endpoint", otlpEndpoint);
    }
}
