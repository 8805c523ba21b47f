package dev.gkelocal.autopilot.core.manifest;

/** One object of a manifest, or why there is none. */
public sealed interface Document {
    /** @param root a mapping; its position is where the object begins */
    record Parsed(Value root) implements Document {}

    /** @param message what is wrong, without the position */
    record Unreadable(Position at, String message) implements Document {
        /** {@code file:line: message}. */
        @Override
        public String toString() {
            return at + ": " + message;
        }
    }
}
