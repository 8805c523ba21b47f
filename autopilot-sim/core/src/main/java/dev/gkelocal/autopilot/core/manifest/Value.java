package dev.gkelocal.autopilot.core.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A value of a manifest with its position. Immutable; changes make a new tree. Reading never fails: what is absent or of
 * another type reads as absent, so that rules can ask for deep fields; wrong types are found by a check of their own.
 */
public sealed interface Value {
    Value ABSENT = new Absent();

    Position at();

    /** Fields in the order of the source. */
    record Mapping(Map<String, Value> entries, Position at) implements Value {
        public Mapping {
            entries = Fields.copyOf(entries);
        }
    }

    record Sequence(List<Value> items, Position at) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * @param text as written, without quotes; booleans and integers in canonical spelling ({@code yes} is true, 0644 is 420)
     * @param type what the API server's reader makes of it; quoted text is always a string
     */
    record Scalar(String text, Type type, Position at) implements Value {}

    /** Not in the manifest. */
    record Absent() implements Value {
        @Override
        public Position at() {
            return Position.NOWHERE;
        }
    }

    enum Type {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }

    static Value of(String text) {
        return new Scalar(text, Type.STRING, Position.NOWHERE);
    }

    static Value of(long number) {
        return new Scalar(Long.toString(number), Type.INTEGER, Position.NOWHERE);
    }

    static Value of(boolean flag) {
        return new Scalar(Boolean.toString(flag), Type.BOOLEAN, Position.NOWHERE);
    }

    static Value of(Map<String, Value> entries) {
        return new Mapping(entries, Position.NOWHERE);
    }

    static Value of(List<? extends Value> items) {
        return new Sequence(List.copyOf(items), Position.NOWHERE);
    }

    /** False for what is absent and for an explicit null, which the API server drops. */
    default boolean isSet() {
        return !(this instanceof Absent)
                && !(this instanceof Scalar(var ignored, var type, var at) && type == Type.NULL);
    }

    default Value get(String field) {
        return this instanceof Mapping(var entries, var ignored) ? entries.getOrDefault(field, ABSENT) : ABSENT;
    }

    default Value get(int index) {
        return this instanceof Sequence(var items, var ignored) && index >= 0 && index < items.size()
                ? items.get(index)
                : ABSENT;
    }

    default Value get(Path path) {
        var here = this;
        for (var step : path.steps()) {
            here = here instanceof Sequence ? here.get(index(step)) : here.get(step);
        }
        return here;
    }

    /** Empty for everything that is no sequence. */
    default List<Value> items() {
        return this instanceof Sequence(var items, var ignored) ? items : List.of();
    }

    /** Empty for everything that is no mapping. */
    default Map<String, Value> entries() {
        return this instanceof Mapping(var entries, var ignored) ? entries : Map.of();
    }

    /** The text of a scalar; empty for everything else and for null. */
    default String text() {
        return this instanceof Scalar(var text, var type, var ignored) && type != Type.NULL ? text : "";
    }

    default String text(String whenAbsent) {
        return isSet() ? text() : whenAbsent;
    }

    default Optional<Boolean> flag() {
        return this instanceof Scalar(var text, var type, var ignored) && type == Type.BOOLEAN
                ? Optional.of(text.equalsIgnoreCase("true"))
                : Optional.empty();
    }

    /** True only for an explicit true. */
    default boolean isTrue() {
        return flag().orElse(false);
    }

    default OptionalLong integer() {
        if (this instanceof Scalar(var text, var type, var ignored) && type == Type.INTEGER) {
            try {
                return OptionalLong.of(Long.decode(text));
            } catch (NumberFormatException beyondLong) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    /** Fields that are scalars, as text; for labels, selectors and annotations. */
    default Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        entries().forEach((key, value) -> {
            if (value instanceof Scalar) {
                texts.put(key, value.text());
            }
        });
        return texts;
    }

    /** This mapping with one field set, at its old place or at the end; something that is no mapping becomes one. */
    default Value with(String field, Value value) {
        var changed = Fields.mutable(entries());
        changed.put(field, value);
        return new Mapping(Fields.of(changed), at());
    }

    default Value without(String field) {
        if (!entries().containsKey(field)) {
            return this;
        }
        var changed = Fields.mutable(entries());
        changed.remove(field);
        return new Mapping(Fields.of(changed), at());
    }

    /** This sequence with one item at its end; something that is no sequence becomes one. */
    default Value plus(Value item) {
        var longer = new ArrayList<>(items());
        longer.add(item);
        return new Sequence(longer, at());
    }

    /** This tree with the value at the path replaced; missing mappings on the way are made, list items must exist. */
    default Value with(Path path, Value value) {
        return with(path.steps(), 0, value);
    }

    private Value with(List<String> steps, int depth, Value value) {
        if (depth == steps.size()) {
            return value;
        }
        var step = steps.get(depth);
        if (this instanceof Sequence(var items, var at)) {
            var changed = new ArrayList<>(items);
            var index = index(step);
            if (index < 0 || index >= items.size()) {
                throw new IndexOutOfBoundsException("no item " + step + " in a list of " + items.size());
            }
            changed.set(index, items.get(index).with(steps, depth + 1, value));
            return new Sequence(changed, at);
        }
        return with(step, get(step).with(steps, depth + 1, value));
    }

    private static int index(String step) {
        try {
            return Integer.parseInt(step);
        } catch (NumberFormatException noIndex) {
            return -1;
        }
    }
}
