package dev.gkelocal.embedded;

import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.SupervisorState;
import java.time.Duration;

/** How {@code up} ended. */
public sealed interface UpResult {
    record Ready(SupervisorState state, Endpoints endpoints, Duration took) implements UpResult {}

    /** It was up, all ready, with the same settings. */
    record AlreadyUp(SupervisorState state, Endpoints endpoints) implements UpResult {}

    /** @param exitCode as the command line gives it: 1 failed, 3 configuration, 5 precondition, 6 time-out */
    record Failed(int exitCode, String sentence) implements UpResult {}
}
