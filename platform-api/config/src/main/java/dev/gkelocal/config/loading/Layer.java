package dev.gkelocal.config.loading;

import dev.gkelocal.config.keys.Key;
import dev.gkelocal.config.keys.Keys;
import dev.gkelocal.config.keys.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that one source gave, and what was wrong with the others; entries of maps have paths of their own. */
final class Layer {

    record Given(Object value, Origin origin) {}

    private final Map<String, Given> given = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    void put(String path, Object value, Origin origin) {
        given.put(path, new Given(value, origin));
    }

    void problem(Origin at, String path, String what) {
        problems.add(new Problem(at.where(), path, what));
    }

    /** Lays another over this one: its values win, maps are joined by entry. */
    void add(Layer upper) {
        given.putAll(upper.given);
        problems.addAll(upper.problems);
    }

    @Nullable
    Given find(String path) {
        return given.get(path);
    }

    Origin origin(String path) {
        var found = given.get(path);
        return found == null ? new Origin.Default() : found.origin();
    }

    /** Whether a value of the key was refused, so that its default stands in; the empty path is that of a whole file. */
    boolean isRefused(String path) {
        return problems.stream().anyMatch(problem -> problem.path().equals(path));
    }

    List<Problem> problems() {
        return problems;
    }

    Origins origins() {
        var origins = LinkedHashMap.<String, Origin>newLinkedHashMap(given.size());
        given.forEach((path, value) -> origins.put(path, value.origin()));
        return new Origins(origins);
    }

    Values values() {
        var all = new LinkedHashMap<String, Object>();
        for (var key : Keys.all()) {
            var value = key.isMap() ? entries(key) : value(key);
            if (value != null) {
                all.put(key.path(), value);
            }
        }
        return Values.of(all);
    }

    private @Nullable Object value(Key key) {
        var found = given.get(key.path());
        return found == null ? null : found.value();
    }

    private Map<String, Object> entries(Key key) {
        var prefix = key.path() + ".";
        var entries = new LinkedHashMap<String, Object>();
        given.forEach((path, value) -> {
            if (path.startsWith(prefix)) {
                entries.put(path.substring(prefix.length()), value.value());
            }
        });
        return entries;
    }
}
