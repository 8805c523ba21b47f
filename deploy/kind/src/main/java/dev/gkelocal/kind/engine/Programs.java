package dev.gkelocal.kind.engine;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Other programs, found on the PATH of an environment that they are also given. */
public final class Programs {
    private static final Consumer<String> UNHEARD = line -> {};

    private final Map<String, String> environment;

    public Programs(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** A program by name, looked for on PATH, or by path. */
    public Optional<Path> find(String name) {
        try {
            if (name.contains("/")) {
                return Optional.of(Path.of(name).toAbsolutePath()).filter(Programs::isProgram);
            }
            for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                var program = Path.of(folder).resolve(name);
                if (!folder.isEmpty() && isProgram(program)) {
                    return Optional.of(program.toAbsolutePath());
                }
            }
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    public Ran run(Duration atMost, List<String> command) {
        return run(atMost, command, new byte[0], UNHEARD);
    }

    /**
     * Runs a program to its end; one that takes longer is ended, and so are its children.
     *
     * @param lines hears each line of the error stream as it comes
     */
    public Ran run(Duration atMost, List<String> command, byte[] input, Consumer<String> lines) {
        var out = new ByteArrayOutputStream();
        var said = stream(atMost, command, input, lines, stream -> stream.transferTo(out));
        return new Ran(said.code(), out.toString(StandardCharsets.UTF_8), said.err());
    }

    /** Reads the output of a program. */
    @FunctionalInterface
    public interface Reader {
        void read(InputStream out) throws IOException;
    }

    /** Like {@link #run}, for output that should not lie in memory; {@code out} of the answer is empty. */
    public Ran stream(Duration atMost, List<String> command, byte[] input, Consumer<String> lines, Reader reader) {
        var program = command.getFirst();
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().clear();
            builder.environment().putAll(environment);
            var process = builder.start();
            try {
                return converse(process, atMost, input, lines, reader, program);
            } finally {
                end(process);
            }
        } catch (IOException failure) {
            throw new Trouble(Trouble.Kind.FAILED, "cannot run " + program + ": " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble(Trouble.Kind.FAILED, program + " was interrupted", interrupted);
        }
    }

    private static Ran converse(
            Process process, Duration atMost, byte[] input, Consumer<String> lines, Reader reader, String program)
            throws InterruptedException {
        var err = new StringBuffer();
        var writer = Thread.ofVirtual().start(() -> write(process, input));
        var words = Thread.ofVirtual().start(() -> hear(process, err, lines));
        var data = Thread.ofVirtual().start(() -> read(process, reader, err));
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Trouble(
                    Trouble.Kind.TIMED_OUT,
                    "%s did not end within %d s%s".formatted(program, atMost.toSeconds(), lastLine(err)));
        }
        writer.join();
        words.join();
        data.join();
        return new Ran(process.exitValue(), "", err.toString());
    }

    private static void write(Process process, byte[] input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException _) {
            // A program that does not want its input says so with its exit code.
        }
    }

    private static void hear(Process process, StringBuffer err, Consumer<String> lines) {
        try (var reader = process.errorReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(line -> {
                err.append(line).append('\n');
                lines.accept(line);
            });
        } catch (IOException _) {
            // It ended while it spoke.
        }
    }

    private static void read(Process process, Reader reader, StringBuffer err) {
        try (var out = process.getInputStream()) {
            reader.read(out);
        } catch (IOException failure) {
            err.append(failure.getMessage()).append('\n');
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static String lastLine(StringBuffer err) {
        return err.toString()
                .strip()
                .lines()
                .reduce((first, second) -> second)
                .map(line -> "; it last said: " + line)
                .orElse("");
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
