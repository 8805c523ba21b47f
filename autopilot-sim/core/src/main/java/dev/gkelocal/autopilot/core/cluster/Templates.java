package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Pod specifications by a key made of their content, shared by all Pods made from one template. */
final class Templates {
    /** As long as the template hash in the name of a ReplicaSet. */
    private static final int LENGTH = 10;

    private final Map<String, Value> byKey = new TreeMap<>();

    /** @param template with metadata and spec */
    String keep(Value template) {
        var key = hash(template);
        byKey.putIfAbsent(key, template);
        return key;
    }

    Value get(String key) {
        return byKey.getOrDefault(key, Value.ABSENT);
    }

    static String hash(Value template) {
        var text = new StringBuilder();
        write(template, text);
        return Draw.letters(Draw.hash(text.toString()), LENGTH);
    }

    Map<String, Value> used(Collection<PodState> pods) {
        var used = new TreeMap<String, Value>();
        pods.forEach(it -> used.put(it.template(), get(it.template())));
        return used;
    }

    void restore(Map<String, Value> templates) {
        byKey.putAll(templates);
    }

    private static void write(Value value, StringBuilder text) {
        switch (value) {
            case Value.Mapping mapping -> {
                text.append('{');
                new TreeMap<>(mapping.entries()).forEach((key, each) -> {
                    text.append(key).append(':');
                    write(each, text);
                    text.append(',');
                });
                text.append('}');
            }
            case Value.Sequence sequence -> {
                text.append('[');
                sequence.items().forEach(it -> {
                    write(it, text);
                    text.append(',');
                });
                text.append(']');
            }
            case Value.Scalar scalar -> text.append(scalar.type()).append('=').append(scalar.text());
            case Value.Absent ignored -> text.append('~');
        }
    }
}
