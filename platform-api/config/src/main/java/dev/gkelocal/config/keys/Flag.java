package dev.gkelocal.config.keys;

import java.util.Map;
import java.util.Set;

/** {@code true} or {@code false}; a {@link Boolean}. */
record Flag() implements ValueType {

    @Override
    public Reading read(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> new Reading.Good(true);
            case "false", "False", "FALSE" -> new Reading.Good(false);
            default -> new Reading.Bad("\"" + text + "\" is neither true nor false; write true or false");
        };
    }

    @Override
    public Set<Scalar> scalars() {
        return Set.of(Scalar.FLAG);
    }

    @Override
    public String words() {
        return "true or false";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "boolean");
    }
}
