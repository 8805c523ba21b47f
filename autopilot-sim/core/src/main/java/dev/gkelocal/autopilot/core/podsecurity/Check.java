package dev.gkelocal.autopilot.core.podsecurity;

import java.util.List;
import java.util.Optional;

/**
 * One control of the standards.
 *
 * @param id upstream's id; checks of a level run in the order of their ids
 * @param level the lowest level that runs it
 * @param revisions from the oldest to the newest
 */
record Check(String id, Level level, List<Revision> revisions) {
    Check {
        revisions = List.copyOf(revisions);
    }

    interface Rule {
        /** Empty where the Pod is allowed. */
        Optional<Finding> judge(PodUnderCheck pod);
    }

    record Finding(String word, String detail) {}

    /**
     * @param since the first minor version it applies to
     * @param overrides checks of the lower level that it makes needless
     */
    record Revision(int since, Rule rule, List<String> overrides) {
        Revision {
            overrides = List.copyOf(overrides);
        }
    }

    /** The newest revision that is not newer than the version; empty before the first. */
    Optional<Revision> at(Version version) {
        for (var revision : revisions.reversed()) {
            if (revision.since <= version.minor()) {
                return Optional.of(revision);
            }
        }
        return Optional.empty();
    }
}
