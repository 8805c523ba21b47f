package dev.gkelocal.config.keys;

import java.util.Map;
import java.util.Set;

/** Texts by the name of an environment variable; a {@code Map<String, String>}. Elsewhere than in a file each entry is a key of its own. */
record TextMap() implements ValueType {

    @Override
    public Reading read(String text) {
        return text.isEmpty()
                ? new Reading.Good(Map.of())
                : new Reading.Bad("is a map; add the name of an entry to the key");
    }

    @Override
    public String write(Object value) {
        throw new UnsupportedOperationException("a map has no form as one text");
    }

    @Override
    public Set<Scalar> scalars() {
        return Set.of(Scalar.TEXT);
    }

    @Override
    public String words() {
        return "texts by name";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of(
                "type", "object",
                "propertyNames", Map.of("pattern", "^" + EntryName.PATTERN + "$"),
                "additionalProperties", Map.of("type", "string"));
    }
}
