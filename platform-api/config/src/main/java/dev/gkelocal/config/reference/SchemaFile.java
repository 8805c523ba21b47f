package dev.gkelocal.config.reference;

import dev.gkelocal.config.keys.Key;
import dev.gkelocal.config.keys.Keys;
import dev.gkelocal.config.printing.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema of {@code gke-local.yaml}, for editors. */
public final class SchemaFile {
    public static final String NAME = "gke-local.schema.json";

    private SchemaFile() {}

    /** The schema as it lies in this jar, equal to what {@link #generate} makes. */
    public static String text() {
        try (var resource = SchemaFile.class.getResourceAsStream("/" + NAME)) {
            if (resource == null) {
                throw new IllegalStateException(NAME + " is not in the jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Draft 2020-12. Required keys are not marked, since overlays have the same schema and give a few keys only. */
    static String generate() {
        var root = new LinkedHashMap<String, Object>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "gke-local.yaml");
        root.put("description", "Configuration of GKE Local, and of its overlays gke-local.<environment>.yaml.");
        root.put("type", "object");
        root.put("additionalProperties", false);
        root.put("properties", new LinkedHashMap<String, Object>());
        for (var key : Keys.all()) {
            properties(root, key.path()).put(key.name(), leaf(key));
        }
        return JsonText.of(root);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> root, String path) {
        var properties = (Map<String, Object>) value(root, "properties");
        for (var dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            var section = path.substring(0, dot);
            var name = section.substring(section.lastIndexOf('.') + 1);
            var node = (Map<String, Object>) properties.computeIfAbsent(name, _ -> section(section));
            properties = (Map<String, Object>) value(node, "properties");
        }
        return properties;
    }

    private static Map<String, Object> section(String path) {
        var section = new LinkedHashMap<String, Object>();
        section.put("description", Keys.sections().getOrDefault(path, ""));
        section.put("type", List.of("object", "null"));
        section.put("additionalProperties", false);
        section.put("properties", new LinkedHashMap<String, Object>());
        return section;
    }

    private static Map<String, Object> leaf(Key key) {
        var leaf = new LinkedHashMap<String, Object>();
        leaf.put("description", key.doc());
        if (!key.isMap()) {
            leaf.put("default", jsonDefault(key));
        }
        leaf.putAll(new TreeMap<>(key.type().schema()));
        return leaf;
    }

    private static Object jsonDefault(Key key) {
        return switch (key.fallbackValue()) {
            case Boolean flag -> flag;
            case Integer port -> port;
            case List<?> items -> items;
            case Double _ -> new BigDecimal(key.fallback());
            case Long number when !key.type().isText() -> number;
            default -> key.fallback();
        };
    }

    private static Object value(Map<String, Object> node, String name) {
        var value = node.get(name);
        if (value == null) {
            throw new IllegalStateException("no " + name);
        }
        return value;
    }
}
