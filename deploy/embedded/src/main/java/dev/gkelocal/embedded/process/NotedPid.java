package dev.gkelocal.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pid that a process wrote to a file itself before it became what it is, so that there is no moment at which it
 * runs and no file knows of it.
 */
public final class NotedPid {
    private static final String NOTE = "echo $$ >\"$0\" && exec \"$@\"";

    /** The machine's boot time, to which start times are relative, is known to the second. */
    private static final long SLACK_SECONDS = 2;

    private NotedPid() {}

    /** What to put before a command so that its process notes its pid in the file. */
    public static List<String> prefix(Path file) {
        return List.of("/bin/sh", "-c", NOTE, file.toString());
    }

    /** The process that wrote the file, if it runs: one that started later only got its pid. */
    public static Optional<ProcessIdentity> read(Path file) {
        try {
            var digits = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
            if (digits.isEmpty() || !digits.chars().allMatch(Character::isDigit)) {
                return Optional.empty();
            }
            var written = Files.getLastModifiedTime(file).toInstant();
            return ProcessIdentity.of(Long.parseLong(digits)).filter(it -> startedBefore(it.pid(), written));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean startedBefore(long pid, Instant written) {
        return ProcessHandle.of(pid)
                .flatMap(it -> it.info().startInstant())
                .map(it -> !it.isAfter(written.plusSeconds(SLACK_SECONDS)))
                .orElse(false);
    }
}
