package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.manifest.Position;

/** What is wrong with a scenario file, and where. */
public record Problem(Position at, String message) {
    /** {@code file:line: message}. */
    @Override
    public String toString() {
        return at + ": " + message;
    }
}
