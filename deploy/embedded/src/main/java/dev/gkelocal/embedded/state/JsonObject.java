package dev.gkelocal.embedded.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object of unknown make, read leniently: what is absent or of another type counts as absent. */
final class JsonObject {
    static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> members;

    private JsonObject(Map<String, Object> members) {
        this.members = members;
    }

    /** @throws IOException when the file cannot be read or holds no JSON object */
    static JsonObject read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /** @throws IOException when the text is no JSON object */
    static JsonObject parse(byte[] text) throws IOException {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("this is no JSON object");
            }
            return object(parser);
        }
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new JsonObject(members);
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                var items = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            default -> parser.getText();
        };
    }

    /** A text, or a number or truth value as text. */
    Optional<String> text(String name) {
        return Optional.ofNullable(members.get(name))
                .filter(it -> it instanceof String || it instanceof Long)
                .map(Object::toString);
    }

    String text(String name, String absent) {
        return text(name).orElse(absent);
    }

    long number(String name, long absent) {
        return members.get(name) instanceof Long number ? number : absent;
    }

    Optional<JsonObject> child(String name) {
        return members.get(name) instanceof JsonObject child ? Optional.of(child) : Optional.empty();
    }

    List<JsonObject> children(String name) {
        return members.get(name) instanceof List<?> items
                ? items.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    Map<String, Integer> numbers() {
        var numbers = new LinkedHashMap<String, Integer>();
        members.forEach((name, value) -> {
            if (value instanceof Long number) {
                numbers.put(name, number.intValue());
            }
        });
        return numbers;
    }

    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        members.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }
}
