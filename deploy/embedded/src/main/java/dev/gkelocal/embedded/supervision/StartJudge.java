package dev.gkelocal.embedded.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides when the platform's first start has failed. Once it was ready, it is repaired for ever. */
record StartJudge(Instant startedAt, Duration timeout) {
    /** Starts that a program may need until it is ready for the first time. */
    private static final int ATTEMPTS = 3;

    /** What counts of one program: whether it was ready ever, its failures in a row, how the last run ended. */
    record Facts(String title, boolean wasReady, int failures, String lastExit) {}

    sealed interface Verdict {
        record EndsEarly(String title, String how) implements Verdict {}

        record TakesTooLong(String title, Duration waited) implements Verdict {}
    }

    Optional<Verdict> judge(List<Facts> programs, Instant now) {
        for (var program : programs) {
            if (!program.wasReady() && program.failures() >= ATTEMPTS) {
                return Optional.of(new Verdict.EndsEarly(program.title(), program.lastExit()));
            }
        }
        return now.isBefore(deadline())
                ? Optional.empty()
                : programs.stream()
                        .filter(program -> !program.wasReady())
                        .findFirst()
                        .map(program -> new Verdict.TakesTooLong(program.title(), timeout));
    }

    Instant deadline() {
        return startedAt.plus(timeout);
    }
}
