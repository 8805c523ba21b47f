package dev.gkelocal.autopilot.core.manifest;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.gkelocal.autopilot.core.manifest.Value.Absent;
import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.manifest.Value.Scalar;
import dev.gkelocal.autopilot.core.manifest.Value.Sequence;
import dev.gkelocal.autopilot.core.manifest.Value.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON to trees and back: the quick way for HTTP bodies and data files. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(YamlEvents.DEEPEST)
                    .maxStringLength(Manifests.LONGEST)
                    .build())
            .build();

    private final JsonParser parser;
    private final String source;
    private final int linesBefore;

    private Json(JsonParser parser, String source, int linesBefore) {
        this.parser = parser;
        this.source = source;
        this.linesBefore = linesBefore;
    }

    /** @throws IllegalArgumentException if it is no JSON: for trusted texts; {@link #document} is for users' input */
    public static Value read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As above. */
    public static Value read(byte[] utf8) {
        return switch (document("", utf8)) {
            case Document.Parsed(var root) -> root;
            case Document.Unreadable broken -> throw new IllegalArgumentException(broken.toString());
        };
    }

    /**
     * The one value of the text, which must be all of it.
     *
     * @param source what positions name; with an empty one the tree has no positions, which is quicker
     */
    public static Document document(String source, byte[] utf8) {
        try (var parser = FACTORY.createParser(utf8)) {
            var reader = new Json(parser, source, 0);
            if (reader.next() == null) {
                return new Document.Unreadable(new Position(source, 1, 1), "invalid JSON: the text is empty");
            }
            var root = reader.value();
            return reader.next() == null
                    ? new Document.Parsed(root)
                    : new Document.Unreadable(reader.position(), "invalid JSON: text after the end of the value");
        } catch (Unreadable fault) {
            return fault.document();
        } catch (IOException fault) {
            return broken(source, 0, fault);
        }
    }

    /** All values that stand one behind another, and the first fault as the last entry. */
    static List<Document> documents(String source, int linesBefore, String text) {
        var documents = new ArrayList<Document>();
        try (var parser = FACTORY.createParser(text)) {
            var reader = new Json(parser, source, linesBefore);
            while (reader.next() != null) {
                documents.add(new Document.Parsed(reader.value()));
            }
        } catch (Unreadable fault) {
            documents.add(fault.document());
        } catch (IOException fault) {
            documents.add(broken(source, linesBefore, fault));
        }
        return documents;
    }

    private static Document broken(String source, int linesBefore, IOException fault) {
        if (fault instanceof JsonProcessingException json && json.getLocation() != null) {
            var at = json.getLocation();
            return new Document.Unreadable(
                    new Position(source, linesBefore + at.getLineNr(), at.getColumnNr()),
                    "invalid JSON: " + json.getOriginalMessage());
        }
        return new Document.Unreadable(new Position(source, 1, 1), "invalid JSON: " + fault.getMessage());
    }

    private @Nullable JsonToken next() throws IOException {
        return parser.nextToken();
    }

    private Value value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            case VALUE_STRING -> new Scalar(parser.getText(), Type.STRING, position());
            case VALUE_NUMBER_INT -> new Scalar(parser.getText(), Type.INTEGER, position());
            case VALUE_NUMBER_FLOAT -> new Scalar(parser.getText(), Type.FLOAT, position());
            case VALUE_TRUE -> new Scalar("true", Type.BOOLEAN, position());
            case VALUE_FALSE -> new Scalar("false", Type.BOOLEAN, position());
            default -> new Scalar("", Type.NULL, position());
        };
    }

    private Mapping mapping() throws IOException {
        var at = position();
        var entries = new LinkedHashMap<String, Value>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            var keyAt = position();
            parser.nextToken();
            if (entries.putIfAbsent(name, value()) != null) {
                throw new Unreadable(keyAt, "key \"" + name + "\" already set in map");
            }
        }
        return new Mapping(Fields.of(entries), at);
    }

    private Sequence sequence() throws IOException {
        var at = position();
        var items = new ArrayList<Value>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Sequence(items, at);
    }

    private Position position() {
        if (source.isEmpty()) {
            return Position.NOWHERE;
        }
        var at = parser.currentTokenLocation();
        return new Position(source, linesBefore + at.getLineNr(), at.getColumnNr());
    }

    /** Compact; what is absent is left out. */
    public static String write(Value value) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            write(value, generator);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return text.toString();
    }

    /** As {@link #write(Value)}, in UTF-8; characters beyond the first 65,536 are escaped, and so is half of one. */
    public static byte[] utf8(Value value) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
            write(value, generator);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    private static void write(Value value, JsonGenerator out) throws IOException {
        switch (value) {
            case Mapping(var entries, var ignored) -> {
                out.writeStartObject();
                for (var entry : entries.entrySet()) {
                    if (!(entry.getValue() instanceof Absent)) {
                        out.writeFieldName(entry.getKey());
                        write(entry.getValue(), out);
                    }
                }
                out.writeEndObject();
            }
            case Sequence(var items, var ignored) -> {
                out.writeStartArray();
                for (var item : items) {
                    write(item, out);
                }
                out.writeEndArray();
            }
            case Scalar scalar -> write(scalar, out);
            case Absent ignored -> out.writeNull();
        }
    }

    private static void write(Scalar scalar, JsonGenerator out) throws IOException {
        switch (scalar.type()) {
            case STRING -> out.writeString(scalar.text());
            case BOOLEAN -> out.writeBoolean(scalar.text().equals("true"));
            case NULL -> out.writeNull();
            case INTEGER -> out.writeNumber(scalar.text());
            case FLOAT -> {
                if (isJsonNumber(scalar.text())) {
                    out.writeNumber(scalar.text());
                } else {
                    out.writeString(scalar.text());
                }
            }
        }
    }

    /** YAML also has {@code .5}, {@code 5.}, {@code +5.0} and {@code .inf}. */
    private static boolean isJsonNumber(String text) {
        var first = text.startsWith("-") && text.length() > 1 ? text.charAt(1) : text.charAt(0);
        var point = text.indexOf('.');
        return first >= '0'
                && first <= '9'
                && (point < 0 || point + 1 < text.length() && Character.isDigit(text.charAt(point + 1)));
    }
}
