package dev.gkelocal.platform.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Memory of a process.
 *
 * @param bytes resident now
 * @param kind how shared pages count
 */
@Schema(
        description =
                "Memory of a process. PSS counts shared pages by share and can be added up; RSS counts them whole.")
public record Memory(long bytes, Kind kind) {
    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");
    private static final Pattern RSS = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final int KIBIBYTE = 1024;

    public enum Kind {
        PSS,
        RSS
    }

    /** Empty when the process is gone or nothing on this machine tells. */
    static Optional<Memory> of(long pid) {
        var proc = Path.of("/proc", Long.toString(pid));
        if (Files.isDirectory(proc)) {
            return kibibytes(proc.resolve("smaps_rollup"), PSS)
                    .map(it -> new Memory(it * KIBIBYTE, Kind.PSS))
                    .or(() -> kibibytes(proc.resolve("status"), RSS).map(it -> new Memory(it * KIBIBYTE, Kind.RSS)));
        }
        return Files.isDirectory(Path.of("/proc/self"))
                ? Optional.empty()
                : fromPs(pid).map(it -> new Memory(it * KIBIBYTE, Kind.RSS));
    }

    static Optional<Long> kibibytes(Path file, Pattern line) {
        try {
            var match = line.matcher(Files.readString(file));
            return match.find() ? Optional.of(Long.parseLong(match.group(1))) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Where there is no /proc, as on macOS. */
    private static Optional<Long> fromPs(long pid) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return ps.waitFor(1, TimeUnit.SECONDS) && text.matches("\\d+")
                    ? Optional.of(Long.parseLong(text))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
