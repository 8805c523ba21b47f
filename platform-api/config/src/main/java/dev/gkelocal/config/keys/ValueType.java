package dev.gkelocal.config.keys;

import java.util.Map;
import java.util.Set;

/** What a key holds: how it is read from text, written, described and checked. */
public sealed interface ValueType permits Flag, Integral, Textual, Decimal, Span, Size, TextList, TextMap {

    /** Reads the form that {@link #write} makes, checked against the rule. */
    Reading read(String text);

    /** The text that {@link #read} takes back. */
    default String write(Object value) {
        return value.toString();
    }

    /** The forms in which a YAML file may give one value; of an item, for lists and maps. */
    Set<Scalar> scalars();

    /** For the reference page, such as {@code duration, 1s to 1h}. */
    String words();

    /** The JSON Schema of a value, without default and description. */
    Map<String, Object> schema();

    /** Whether {@link #write} gives a text that YAML must read as text. */
    default boolean isText() {
        return scalars().equals(Set.of(Scalar.TEXT));
    }
}
