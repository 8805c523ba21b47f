package dev.gkelocal.cloudrun.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cloudrun.core.validation.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object as protocol buffers' JSON mapping has it: lower camel or snake case names, 64-bit numbers as
 * strings or numbers, durations as {@code 300s}. Everything wrong is noted with its path; {@link #end} notes what nobody
 * asked for.
 */
final class Fields {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(\\.\\d{1,9})?s");

    private final Map<String, JsonNode> values = new HashMap<>();
    private final String path;
    private final List<Violation> violations;
    private final Set<String> asked = new HashSet<>();

    private Fields(ObjectNode node, String path, List<Violation> violations) {
        this.path = path;
        this.violations = violations;
        node.properties().forEach(it -> {
            if (!it.getValue().isNull()) {
                values.put(camel(it.getKey()), it.getValue());
            }
        });
    }

    /** @param path of the object itself, with a dot at its end; empty for the outermost */
    static Fields of(JsonNode node, String path, List<Violation> violations) {
        if (node.isObject()) {
            return new Fields((ObjectNode) node, path, violations);
        }
        violations.add(
                new Violation(path.isEmpty() ? "(body)" : path.substring(0, path.length() - 1), "must be an object"));
        return new Fields(JsonNodeFactory.instance.objectNode(), path, violations);
    }

    static String camel(String name) {
        if (name.indexOf('_') < 0) {
            return name;
        }
        var text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean first = i > 0 && name.charAt(i - 1) == '_';
            if (name.charAt(i) != '_') {
                text.append(first ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
            }
        }
        return text.toString();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String path(String name) {
        return path + name;
    }

    void wrong(String name, String message) {
        violations.add(new Violation(path(name), message));
    }

    String text(String name) {
        return optionalText(name).orElse("");
    }

    Optional<String> optionalText(String name) {
        var node = ask(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            wrong(name, "must be a string");
            return Optional.empty();
        }
        return Optional.of(node.asText());
    }

    @Nullable
    Integer integer(String name) {
        var node = ask(name);
        if (node == null) {
            return null;
        }
        try {
            if (node.isNumber() || node.isTextual()) {
                return new BigDecimal(node.asText()).intValueExact();
            }
        } catch (ArithmeticException | NumberFormatException _) {
            // Noted below, as for any other type.
        }
        wrong(name, "must be a whole number of 32 bits, got " + shown(node));
        return null;
    }

    @Nullable
    Boolean flag(String name) {
        var node = ask(name);
        if (node != null && !node.isBoolean()) {
            wrong(name, "must be true or false, got " + shown(node));
            return null;
        }
        return node == null ? null : node.asBoolean();
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(flag(name));
    }

    @Nullable
    Duration duration(String name) {
        var text = optionalText(name);
        if (text.isEmpty()) {
            return null;
        }
        var parts = DURATION.matcher(text.get());
        if (!parts.matches()) {
            wrong(name, "must be a duration in seconds such as '300s', got '" + text.get() + "'");
            return null;
        }
        var fraction = parts.group(2) == null ? BigDecimal.ZERO : new BigDecimal("0" + parts.group(2));
        return Duration.ofSeconds(
                Long.parseLong(parts.group(1)), fraction.movePointRight(9).longValue());
    }

    List<String> texts(String name) {
        var found = new ArrayList<String>();
        var nodes = array(name);
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isTextual()) {
                found.add(nodes.get(i).asText());
            } else {
                wrong(name + "[" + i + "]", "must be a string");
            }
        }
        return found;
    }

    Map<String, String> map(String name) {
        var found = new HashMap<String, String>();
        var node = ask(name);
        if (node != null && !node.isObject()) {
            wrong(name, "must be an object of strings");
        } else if (node != null) {
            node.properties().forEach(it -> {
                if (it.getValue().isTextual()) {
                    found.put(it.getKey(), it.getValue().asText());
                } else {
                    wrong(name + "[" + it.getKey() + "]", "must be a string");
                }
            });
        }
        return found;
    }

    /** The object of that name; an empty one when it is absent. */
    Fields object(String name) {
        var node = ask(name);
        return of(node == null ? JsonNodeFactory.instance.objectNode() : node, path(name) + ".", violations);
    }

    List<Fields> objects(String name) {
        var found = new ArrayList<Fields>();
        var nodes = array(name);
        for (int i = 0; i < nodes.size(); i++) {
            found.add(of(nodes.get(i), path(name) + "[" + i + "].", violations));
        }
        return found;
    }

    <E extends Enum<E>> @Nullable E choice(String name, Map<String, E> choices) {
        var text = optionalText(name);
        if (text.isEmpty()) {
            return null;
        }
        var found = choices.get(text.get());
        if (found == null) {
            wrong(
                    name,
                    "must be one of "
                            + String.join(
                                    ", ", choices.keySet().stream().sorted().toList()) + ", got '" + text.get() + "'");
        }
        return found;
    }

    /** Fields that only the server sets; what a client sends in them does not count. */
    void outputOnly(String... names) {
        asked.addAll(List.of(names));
    }

    /** Fields of the API without an effect here: refused unless they say nothing. */
    void unsupported(String... names) {
        for (var name : names) {
            var node = ask(name);
            if (node != null && !saysNothing(node)) {
                wrong(name, "is not supported by this version of GKE Local: leave it out");
            }
        }
    }

    /** A field with one value that describes what is done anyway. */
    void only(String name, String... accepted) {
        var text = optionalText(name);
        if (text.isPresent() && !text.get().isEmpty() && !List.of(accepted).contains(text.get())) {
            wrong(
                    name,
                    "'" + text.get() + "' is not supported by this version of GKE Local, only "
                            + String.join(", ", accepted));
        }
    }

    void end() {
        for (var name : values.keySet().stream().sorted().toList()) {
            if (!asked.contains(name)) {
                var parent = path.isEmpty() ? "the body" : "'" + path.substring(0, path.length() - 1) + "'";
                wrong(
                        name,
                        "Invalid JSON payload received. Unknown name \"" + name + "\" at " + parent
                                + ": Cannot find field.");
            }
        }
    }

    private List<JsonNode> array(String name) {
        var node = ask(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            wrong(name, "must be a list");
            return List.of();
        }
        var found = new ArrayList<JsonNode>();
        node.forEach(found::add);
        return found;
    }

    private @Nullable JsonNode ask(String name) {
        asked.add(name);
        return values.get(name);
    }

    private static boolean saysNothing(JsonNode node) {
        return node.isBoolean() && !node.asBoolean()
                || node.isTextual() && node.asText().isEmpty()
                || node.isContainerNode() && node.isEmpty();
    }

    private static String shown(JsonNode node) {
        var text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
