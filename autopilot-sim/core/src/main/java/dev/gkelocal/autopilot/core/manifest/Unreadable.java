package dev.gkelocal.autopilot.core.manifest;

/** Carries the first fault of a text from the depth of a reader to its entrance; never leaves the package. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Position at;

    Unreadable(Position at, String message) {
        super(message, null, false, false);
        this.at = at;
    }

    Document.Unreadable document() {
        return new Document.Unreadable(at, String.valueOf(getMessage()));
    }
}
