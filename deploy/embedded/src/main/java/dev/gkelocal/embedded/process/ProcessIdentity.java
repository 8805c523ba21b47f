package dev.gkelocal.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A process that no later one with the same pid can be mistaken for.
 *
 * @param pid process id
 * @param start when it started: {@code ticks:N@BOOT}, clock ticks since a boot, where there is /proc, else
 *     {@code millis:N} since 1970
 */
public record ProcessIdentity(long pid, String start) {
    private static final Path PROC = Path.of("/proc");
    private static final String TICKS = "ticks:";
    private static final String MILLIS = "millis:";
    private static final String BOOT = boot();

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
        return hasProc()
                ? stat(pid).filter(ProcessStat::isRunning).map(it -> fromTicks(pid, it.startTicks()))
                : ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(it -> it.info().startInstant())
                        .map(it -> new ProcessIdentity(pid, MILLIS + it.toEpochMilli()));
    }

    public static ProcessIdentity self() {
        var pid = ProcessHandle.current().pid();
        return of(pid).orElseThrow(() -> new IllegalStateException("the own process " + pid + " is not visible"));
    }

    /**
     * As the Cloud Run simulator records its instances; empty for what it never writes.
     *
     * @param start clock ticks, or an ISO instant where there is no /proc
     * @param boot to which the ticks are relative; empty where there is no /proc
     */
    public static Optional<ProcessIdentity> ofRecord(long pid, String start, String boot) {
        if (!boot.isEmpty()) {
            return Optional.of(new ProcessIdentity(pid, TICKS + start + "@" + boot));
        }
        try {
            return Optional.of(
                    new ProcessIdentity(pid, MILLIS + Instant.parse(start).toEpochMilli()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Whether this very process runs; what has ended but was not reaped does not. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Ticks since this boot; empty for a process of another boot or another notation. */
    OptionalLong ticks() {
        return start.startsWith(TICKS) && start.endsWith(BOOT)
                ? OptionalLong.of(Long.parseLong(start.substring(TICKS.length(), start.length() - BOOT.length())))
                : OptionalLong.empty();
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
        return !BOOT.isEmpty();
    }

    private static ProcessIdentity fromTicks(long pid, long ticks) {
        return new ProcessIdentity(pid, TICKS + ticks + BOOT);
    }

    private static String boot() {
        try {
            var id = Files.readAllBytes(PROC.resolve("sys/kernel/random/boot_id"));
            return "@" + new String(id, StandardCharsets.US_ASCII).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
