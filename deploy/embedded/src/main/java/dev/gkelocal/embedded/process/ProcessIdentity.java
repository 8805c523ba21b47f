package dev.gkelocal.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A process that no later one with the same pid can be mistaken for.
 *
 * @param pid process id
 * @param start when it started: clock ticks since boot where /proc says so ({@code 4711}), else an ISO instant
 */
public record ProcessIdentity(long pid, String start) {
    private static final Path PROC = Path.of("/proc");
    private static final boolean HAS_PROC = Files.isReadable(PROC.resolve("self/stat"));

    /** Two processes may read the machine's boot time, to which a start instant is relative, a second apart. */
    private static final Duration INSTANT_SLACK = Duration.ofMillis(1_500);

    public ProcessIdentity {
        if (pid <= 0) {
            throw new IllegalArgumentException("a pid is positive, got " + pid);
        }
        if (start.isBlank()) {
            throw new IllegalArgumentException("process " + pid + " has no start time");
        }
    }

    /** The running process with this pid; empty when there is none or only its remains. */
    public static Optional<ProcessIdentity> of(long pid) {
        return startOf(pid).map(start -> new ProcessIdentity(pid, start));
    }

    public static ProcessIdentity self() {
        var pid = ProcessHandle.current().pid();
        return of(pid).orElseThrow(() -> new IllegalStateException("the own process " + pid + " is not visible"));
    }

    /** Whether this very process runs; what has ended but was not reaped does not. */
    public boolean isAlive() {
        return isTicks() == HAS_PROC
                ? startOf(pid).map(start::equals).orElse(false)
                : startInstantOf(pid).map(this::isNear).orElse(false);
    }

    private boolean isTicks() {
        return start.chars().allMatch(Character::isDigit);
    }

    private boolean isNear(Instant other) {
        try {
            return Duration.between(Instant.parse(start), other).abs().compareTo(INSTANT_SLACK) <= 0;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static Optional<String> startOf(long pid) {
        return HAS_PROC
                ? stat(pid).filter(ProcessStat::isRunning).map(it -> Long.toString(it.startTicks()))
                : startInstantOf(pid).map(Instant::toString);
    }

    private static Optional<Instant> startInstantOf(long pid) {
        if (HAS_PROC && stat(pid).filter(ProcessStat::isRunning).isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(pid).flatMap(it -> it.info().startInstant());
    }

    static Optional<ProcessStat> stat(long pid) {
        try {
            var text = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("stat"));
            return Optional.of(ProcessStat.parse(new String(text, StandardCharsets.ISO_8859_1)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static boolean hasProc() {
        return HAS_PROC;
    }
}
