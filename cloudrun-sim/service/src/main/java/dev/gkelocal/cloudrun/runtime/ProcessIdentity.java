package dev.gkelocal.cloudrun.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process for all time: the system gives pids out again, but not together with the same start time.
 *
 * @param startTime {@code ticks:N@BOOT}, clock ticks since a boot, where there is {@code /proc}, else {@code millis:N}
 *     since 1970
 */
record ProcessIdentity(long pid, String startTime) {
    private static final int STATE_FIELD = 0;
    private static final int START_TIME_FIELD = 19;
    private static final Path PROC = Path.of("/proc");
    private static final String BOOT = boot();

    /** The process that has the pid now. A dead one that nobody waited for counts as gone. */
    static Optional<ProcessIdentity> of(long pid) {
        return BOOT.isEmpty() ? fromHandle(pid) : fromProc(pid);
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Whether the machine has not been started anew since. */
    boolean ofThisBoot() {
        return startTime.endsWith(BOOT);
    }

    private static Optional<ProcessIdentity> fromProc(long pid) {
        try {
            var stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // The program's name, in parentheses, may hold anything: fields count from behind it.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var state = fields[STATE_FIELD];
            return state.equals("Z") || state.equals("X")
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(pid, "ticks:" + fields[START_TIME_FIELD] + BOOT));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessIdentity> fromHandle(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(it -> it.info().startInstant())
                .map(it -> new ProcessIdentity(pid, "millis:" + it.toEpochMilli()));
    }

    /** Empty where the system does not tell. */
    private static String boot() {
        try {
            return "@"
                    + Files.readString(PROC.resolve("sys/kernel/random/boot_id"))
                            .trim();
        } catch (IOException _) {
            return "";
        }
    }
}
