package dev.gkelocal.cloudrun.pods;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A line of a container's output, with the time at which the node took it. */
record OutputLine(Instant at, String text) {

    /** {@code TIME TEXT}, as the API server gives it; empty when it is something else. */
    static Optional<OutputLine> parse(String line) {
        int space = line.indexOf(' ');
        try {
            var at = Instant.parse(space < 0 ? line : line.substring(0, space));
            return Optional.of(new OutputLine(
                    at, space < 0 ? "" : line.substring(space + 1).stripTrailing()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
