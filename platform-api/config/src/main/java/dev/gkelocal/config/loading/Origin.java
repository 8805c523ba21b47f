package dev.gkelocal.config.loading;

/** Where a value came from. */
public sealed interface Origin {

    record Default() implements Origin {}

    /** @param line counted from 1 */
    record File(String name, int line) implements Origin {}

    record Variable(String name) implements Origin {}

    record Flag() implements Origin {}

    /** For {@code config show --origin}. */
    default String text() {
        return switch (this) {
            case Default() -> "default";
            case File(var name, var line) -> name + ":" + line;
            case Variable(var name) -> "env " + name;
            case Flag() -> "flag";
        };
    }

    /** Where an error about the value points. */
    default String where() {
        return switch (this) {
            case Default() -> "default";
            case File(var name, var line) -> name + ":" + line;
            case Variable(var name) -> name;
            case Flag() -> "--set";
        };
    }
}
