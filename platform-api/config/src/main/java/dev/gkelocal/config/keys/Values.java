package dev.gkelocal.config.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value for every key, by path. */
public final class Values {
    private final Map<String, Object> byPath;

    private Values(Map<String, Object> byPath) {
        this.byPath = byPath;
    }

    /** Those given, each of the class that its key's type names; every other key has its default. */
    public static Values of(Map<String, Object> given) {
        var all = LinkedHashMap.<String, Object>newLinkedHashMap(Keys.all().size());
        for (var key : Keys.all()) {
            var value = given.get(key.path());
            all.put(key.path(), value == null ? key.fallbackValue() : value);
        }
        return new Values(Collections.unmodifiableMap(all));
    }

    public Object get(String path) {
        var value = byPath.get(path);
        if (value == null) {
            throw new IllegalArgumentException("no such key: " + path);
        }
        return value;
    }

    /** Every path with its value, in the order of the reference page. */
    public Map<String, Object> byPath() {
        return byPath;
    }

    /** The keys below a path; empty for the top. */
    public Section section(String path) {
        return new Section(this, path.isEmpty() ? "" : path + ".");
    }

    @SuppressWarnings("unchecked")
    static List<String> texts(Object value) {
        return (List<String>) value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> textsByName(Object value) {
        return (Map<String, String>) value;
    }

    /** Typed access to the keys of one section by their last name. */
    public record Section(Values values, String prefix) {

        public Section section(String name) {
            return new Section(values, prefix + name + ".");
        }

        public boolean flag(String name) {
            return (Boolean) get(name);
        }

        public int whole(String name) {
            return Math.toIntExact(big(name));
        }

        public long big(String name) {
            return (Long) get(name);
        }

        public double decimal(String name) {
            return (Double) get(name);
        }

        public int port(String name) {
            return (Integer) get(name);
        }

        public Duration span(String name) {
            return (Duration) get(name);
        }

        public String text(String name) {
            return (String) get(name);
        }

        public Path folder(String name) {
            return (Path) get(name);
        }

        public List<String> texts(String name) {
            return Values.texts(get(name));
        }

        public Map<String, String> textsByName(String name) {
            return Values.textsByName(get(name));
        }

        private Object get(String name) {
            return values.get(prefix + name);
        }
    }
}
