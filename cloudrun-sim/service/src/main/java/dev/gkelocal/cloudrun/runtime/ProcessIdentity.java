package dev.gkelocal.cloudrun.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One process for all time: the system gives pids out again, but not together with the same start time. In files it has
 * the form that the supervisor reads too.
 *
 * @param startTime clock ticks since the boot where there is {@code /proc}, else an ISO instant
 */
record ProcessIdentity(long pid, String startTime) {
    private static final int STATE_FIELD = 0;
    private static final int START_TIME_FIELD = 19;
    private static final Path PROC = Path.of("/proc");
    private static final boolean HAS_PROC = Files.isReadable(PROC.resolve("self/stat"));
    /** Two programs may read the machine's boot time, to which a start instant is relative, a second apart. */
    private static final Duration SLACK = Duration.ofMillis(1_500);

    /** The process that has the pid now. A dead one that nobody waited for counts as gone. */
    static Optional<ProcessIdentity> of(long pid) {
        return HAS_PROC ? fromProc(pid) : fromHandle(pid);
    }

    boolean isAlive() {
        return of(pid).filter(it -> isSameStart(it.startTime)).isPresent();
    }

    /** Names the time since the machine was started; empty where the system does not tell. */
    static String boot() {
        try {
            return HAS_PROC
                    ? Files.readString(PROC.resolve("sys/kernel/random/boot_id"))
                            .trim()
                    : "";
        } catch (IOException _) {
            return "";
        }
    }

    private boolean isSameStart(String other) {
        if (HAS_PROC) {
            return startTime.equals(other);
        }
        try {
            var apart = Duration.between(Instant.parse(startTime), Instant.parse(other));
            return apart.abs().compareTo(SLACK) <= 0;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static Optional<ProcessIdentity> fromProc(long pid) {
        try {
            var stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // The program's name, in parentheses, may hold anything: fields count from behind it.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var state = fields[STATE_FIELD];
            return state.equals("Z") || state.equals("X")
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(pid, fields[START_TIME_FIELD]));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessIdentity> fromHandle(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(it -> it.info().startInstant())
                .map(it -> new ProcessIdentity(pid, it.toString()));
    }
}
