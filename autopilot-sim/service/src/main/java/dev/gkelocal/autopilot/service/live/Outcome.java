package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.contracts.autopilot.ObjectName;
import java.util.List;

/** What became of one object that a user applied or deleted. */
public sealed interface Outcome {
    /**
     * @param change created, configured, unchanged or deleted
     * @param warnings in the production wording
     */
    record Done(ObjectName object, String change, List<String> warnings) implements Outcome {
        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /** @param message in the production wording */
    record Refused(String object, String message) implements Outcome {}

    /** A kind that the simulation has no rules for: nothing was kept. */
    record Unsupported(String object) implements Outcome {}

    /** What is no object, and where. */
    record Unreadable(String message) implements Outcome {}

    record NotFound(ObjectName object) implements Outcome {}

    /** @param unknown whether the change may still come to pass */
    record Unavailable(String reason, boolean unknown) implements Outcome {}
}
