package dev.gkelocal.autopilot.core;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Manifests in tests, written as text blocks. */
public final class TestYaml {
    private TestYaml() {}

    public static Value value(String yaml) {
        return of(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    private static Value of(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.forEach((key, value) -> entries.put(String.valueOf(key), of(value)));
                yield Value.of(entries);
            }
            case List<?> list -> Value.of(list.stream().map(TestYaml::of).toList());
            case Boolean flag -> Value.of(flag);
            case Integer number -> Value.of(number.longValue());
            case Long number -> Value.of(number.longValue());
            case null -> Value.ABSENT;
            default -> Value.of(node.toString());
        };
    }
}
