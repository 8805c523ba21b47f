package dev.gkelocal.config.keys;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** A folder; a {@link Path}, absolute or relative to the project. */
record Folder() implements Textual {

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
    public String words() {
        return "a folder";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "minLength", 1);
    }
}
