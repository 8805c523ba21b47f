package dev.gkelocal.config.printing;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.config.keys.Key;
import dev.gkelocal.config.keys.Keys;
import dev.gkelocal.config.loading.Origins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The merged configuration; secrets are shown by name only. */
public final class ConfigPrinter {
    public static final String MASK = "********";
    /** The column of the origins, unless a line is longer. */
    private static final int ORIGIN_COLUMN = 48;

    private ConfigPrinter() {}

    /** A YAML file that would give the same configuration, but for the secrets. */
    public static String yaml(GkeLocalConfig config) {
        return lines(config, null);
    }

    /** The same with a comment on each line that says where its value came from. */
    public static String yaml(GkeLocalConfig config, Origins origins) {
        return lines(config, origins);
    }

    public static String json(GkeLocalConfig config) {
        return JsonText.of(tree(config, null));
    }

    /** The tree with {@code {"value": ..., "origin": "gke-local.yaml:12"}} for each value. */
    public static String json(GkeLocalConfig config, Origins origins) {
        return JsonText.of(tree(config, origins));
    }

    private record Line(String indented, @Nullable String path) {
        String text(@Nullable Origins origins) {
            if (origins == null || path == null) {
                return indented + "\n";
            }
            var room = " ".repeat(Math.max(1, ORIGIN_COLUMN - indented.length()));
            return indented + room + "# " + origins.of(path).text() + "\n";
        }
    }

    private static String lines(GkeLocalConfig config, @Nullable Origins origins) {
        var text = new StringBuilder();
        var section = "";
        var values = config.values();
        for (var key : Keys.all()) {
            var parent =
                    key.path().substring(0, key.path().length() - key.name().length());
            if (!parent.equals(section)) {
                heads(section, parent).forEach(line -> text.append(line.text(origins)));
                section = parent;
            }
            lines(key, values.get(key.path())).forEach(line -> text.append(line.text(origins)));
        }
        return text.toString();
    }

    /** The lines that lead from one section's keys to another's. */
    private static List<Line> heads(String from, String to) {
        var heads = new ArrayList<Line>();
        var path = new StringBuilder();
        for (var part : to.isEmpty() ? new String[0] : to.split("\\.", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            path.append(part).append('.');
            if (!from.startsWith(path.toString())) {
                heads.add(new Line(indent(path.substring(0, path.length() - 1)) + part + ":", null));
            }
        }
        return heads;
    }

    private static List<Line> lines(Key key, Object value) {
        var start = indent(key.path()) + key.name() + ":";
        if (!(value instanceof Map<?, ?> entries)) {
            return List.of(new Line(start + " " + YamlValue.of(key, value), key.path()));
        }
        if (entries.isEmpty()) {
            return List.of(new Line(start + " {}", key.path()));
        }
        var lines = new ArrayList<Line>();
        lines.add(new Line(start, null));
        new TreeMap<>(entries).forEach((name, text) -> {
            var shown = key.isSecret() ? MASK : text.toString();
            var line = indent(key.path()) + "  " + YamlValue.text(name.toString()) + ": " + YamlValue.text(shown);
            lines.add(new Line(line, key.path() + "." + name));
        });
        return lines;
    }

    private static String indent(String path) {
        return "  ".repeat((int) path.chars().filter(letter -> letter == '.').count());
    }

    private static Map<String, Object> tree(GkeLocalConfig config, @Nullable Origins origins) {
        var root = new LinkedHashMap<String, Object>();
        config.values().byPath().forEach((path, value) -> {
            var key = Keys.find(path);
            if (key == null) {
                throw new IllegalStateException("a value without a key: " + path);
            }
            section(root, path).put(key.name(), leaf(key, path, value, origins));
        });
        return root;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> root, String path) {
        var section = root;
        var parts = path.split("\\.", -1);
        for (var i = 0; i < parts.length - 1; i++) {
            section = (Map<String, Object>) section.computeIfAbsent(parts[i], _ -> new LinkedHashMap<String, Object>());
        }
        return section;
    }

    private static Object leaf(Key key, String path, Object value, @Nullable Origins origins) {
        if (value instanceof Map<?, ?> entries) {
            var shown = new TreeMap<String, Object>();
            entries.forEach((name, text) ->
                    shown.put(name.toString(), withOrigin(key.isSecret() ? MASK : text, path + "." + name, origins)));
            return shown;
        }
        return withOrigin(plain(key, value), path, origins);
    }

    private static Object plain(Key key, Object value) {
        return value instanceof Duration || value instanceof Path || key.type().isText() && !key.isList()
                ? key.type().write(value)
                : value;
    }

    private static Object withOrigin(Object value, String path, @Nullable Origins origins) {
        if (origins == null) {
            return value;
        }
        var pair = new LinkedHashMap<String, Object>();
        pair.put("value", value);
        pair.put("origin", origins.of(path).text());
        return pair;
    }
}
