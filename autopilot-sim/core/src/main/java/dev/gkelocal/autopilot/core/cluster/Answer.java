package dev.gkelocal.autopilot.core.cluster;

import java.util.List;

/** What became of a command. */
public sealed interface Answer {
    /** @param warnings of admission, in the production wording */
    record Accepted(ObjectKey object, Change change, List<String> warnings) implements Answer {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    enum Change {
        CREATED,
        CONFIGURED,
        UNCHANGED,
        DELETED
    }

    /** @param message as the API server words it */
    record Refused(ObjectKey object, String message) implements Answer {}

    record NotFound(ObjectKey object) implements Answer {}

    /** A kind that the simulation has no rules for; nothing was kept. */
    record Unsupported(ObjectKey object) implements Answer {}
}
