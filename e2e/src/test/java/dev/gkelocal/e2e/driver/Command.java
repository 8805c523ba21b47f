package dev.gkelocal.e2e.driver;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A run of the launcher in a session of its own, so that Ctrl-C reaches it alone. */
public final class Command implements AutoCloseable {
    private static final File NOTHING = new File("/dev/null");
    private static final Duration LONGEST = Duration.ofSeconds(150);

    private final String words;
    private final Process process;
    private final Path out;
    private final Path err;
    private final long startedAt = System.nanoTime();

    private Command(String words, Process process, Path out, Path err) {
        this.words = words;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param variables of the environment, beside the usual ones */
    static Command start(Path folder, Map<String, String> variables, List<String> words) {
        var build = Distribution.get();
        try {
            var out = Files.createTempFile("gke-local-e2e", ".out");
            var err = Files.createTempFile("gke-local-e2e", ".err");
            // Whoever runs the tests in the background of a script has them ignore Ctrl-C, and so all they start.
            var command = new ArrayList<>(List.of(
                    "env", "--default-signal=INT", "setsid", build.launcher().toString()));
            command.addAll(words);
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(NOTHING)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            var environment = builder.environment();
            environment.keySet().removeIf(it -> it.startsWith("GKE_LOCAL_") && !isOfTheCluster(it));
            environment.put("GKE_LOCAL_DIST", build.folder().toString());
            // A process that goes on after the command would disturb what is timed here.
            environment.put("GKE_LOCAL_NO_TRAINING", "1");
            environment.putAll(variables);
            return new Command(String.join(" ", words), builder.start(), out, err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whose images, which port, which parts: what the cluster under test lets a platform have. */
    private static boolean isOfTheCluster(String variable) {
        return Target.isKind()
                && (variable.startsWith("GKE_LOCAL_CLUSTER_")
                        || variable.startsWith("GKE_LOCAL_SERVICES_")
                        || variable.startsWith("GKE_LOCAL_IMAGES_"));
    }

    public Process process() {
        return process;
    }

    /** What it has said so far. */
    public String said() {
        return read(out) + read(err);
    }

    public Outcome await() {
        try {
            if (!process.waitFor(Patience.scaled(LONGEST).toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("`gke-local " + words + "` hangs; it said " + said());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
        var took = Duration.ofNanos(System.nanoTime() - startedAt);
        return new Outcome(words, process.exitValue(), read(out), read(err), took);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
