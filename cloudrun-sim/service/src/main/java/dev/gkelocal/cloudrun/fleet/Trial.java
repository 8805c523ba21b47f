package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure;
import java.time.Duration;

/** What the first instance of a revision that is being deployed came to (cloudrun sheet 1.3). */
public sealed interface Trial {

    record Passed(Duration startup) implements Trial {}

    /** It could not be started, or did not listen in time. */
    record DidNotStart(StartFailure failure) implements Trial {}

    /** It ended before it listened. */
    record Ended(Exit exit) implements Trial {}
}
