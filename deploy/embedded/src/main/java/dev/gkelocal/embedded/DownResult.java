package dev.gkelocal.embedded;

import java.time.Duration;
import java.util.List;

/** How {@code down} ended. */
public sealed interface DownResult {
    record Stopped(Duration took) implements DownResult {}

    /** The supervisor had died; what it left behind was ended. */
    record CleanedUp(List<String> ended, Duration took) implements DownResult {
        public CleanedUp {
            ended = List.copyOf(ended);
        }
    }

    record NothingRan() implements DownResult {}

    /** Something could not be ended. */
    record Failed(String sentence) implements DownResult {}
}
