package dev.gkelocal.config.keys;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A folder; a {@link Path}, absolute or relative to the project. */
record Folder() implements ValueType {

    @Override
    public Reading read(String text) {
        if (text.isBlank()) {
            return new Reading.Bad("is empty; write a folder such as .gke-local");
        }
        try {
            return new Reading.Good(Path.of(text));
        } catch (InvalidPathException problem) {
            return new Reading.Bad("is not a path (" + problem.getReason() + "); write a folder such as .gke-local");
        }
    }

    @Override
    public String write(Object value) {
        return value.toString();
    }

    @Override
    public Set<Scalar> scalars() {
        return Set.of(Scalar.TEXT);
    }

    @Override
    public String words() {
        return "a folder";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "minLength", 1);
    }
}
