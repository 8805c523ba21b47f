package dev.gkelocal.autopilot.service.api;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Builds an object of an answer, field by field. What is empty or has not come is left out. */
final class Tree {
    private final Map<String, Value> fields = new LinkedHashMap<>();

    Tree put(String field, String text) {
        if (!text.isEmpty()) {
            fields.put(field, Value.of(text));
        }
        return this;
    }

    Tree put(String field, long number) {
        fields.put(field, Value.of(number));
        return this;
    }

    Tree put(String field, boolean flag) {
        fields.put(field, Value.of(flag));
        return this;
    }

    Tree put(String field, Instant at) {
        if (!at.equals(Instant.MAX)) {
            fields.put(field, Value.of(at.toString()));
        }
        return this;
    }

    Tree put(String field, Value value) {
        fields.put(field, value);
        return this;
    }

    <T> Tree put(String field, List<T> items, Function<T, Value> each) {
        var values = new ArrayList<Value>();
        items.forEach(it -> values.add(each.apply(it)));
        fields.put(field, Value.of(values));
        return this;
    }

    Value value() {
        return Value.of(fields);
    }
}
