package dev.gkelocal.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs programs that builds need. */
public final class Tool {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int SHOWN_LINES = 20;

    private Tool() {}

    /** What a program printed, and whether it ended well. */
    public record Outcome(int status, String output) {
        public boolean succeeded() {
            return status == 0;
        }

        /** The end of the output, where errors are. */
        public String tail() {
            var lines = output.strip().lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        }
    }

    /** @throws IOException when it cannot be run or takes too long */
    public static Outcome run(Path directory, List<String> command) throws IOException {
        var log = Files.createTempFile("gke-local-build", ".log");
        try {
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " took longer than " + LIMIT.toMinutes() + " minutes");
            }
            return new Outcome(process.exitValue(), new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was interrupted", e);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    /** Where a program lies on the search path. */
    public static Optional<Path> find(String program) {
        var path = System.getenv("PATH");
        for (var folder : (path == null ? "/usr/local/bin:/usr/bin:/bin" : path).split(":")) {
            var candidate = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
