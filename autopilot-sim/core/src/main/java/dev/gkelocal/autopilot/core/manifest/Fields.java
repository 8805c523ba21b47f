package dev.gkelocal.autopilot.core.manifest;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The fields of a mapping: unmodifiable, in their order. A type of its own tells that no copy is needed to keep it. */
final class Fields extends AbstractMap<String, Value> {
    private final LinkedHashMap<String, Value> map;

    private Fields(LinkedHashMap<String, Value> map) {
        this.map = map;
    }

    static Map<String, Value> copyOf(Map<String, Value> entries) {
        return entries instanceof Fields ? entries : new Fields(new LinkedHashMap<>(entries));
    }

    /** Takes the map over; the caller keeps no reference. */
    static Map<String, Value> of(LinkedHashMap<String, Value> map) {
        return new Fields(map);
    }

    /** A map to change. */
    static LinkedHashMap<String, Value> mutable(Map<String, Value> entries) {
        return new LinkedHashMap<>(entries instanceof Fields fields ? fields.map : entries);
    }

    @Override
    public @Nullable Value get(Object key) {
        return map.get(key);
    }

    @Override
    public Value getOrDefault(Object key, Value whenAbsent) {
        return map.getOrDefault(key, whenAbsent);
    }

    @Override
    public boolean containsKey(Object key) {
        return map.containsKey(key);
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Value> action) {
        map.forEach(action);
    }

    @Override
    public Set<Entry<String, Value>> entrySet() {
        return Collections.unmodifiableMap(map).entrySet();
    }
}
