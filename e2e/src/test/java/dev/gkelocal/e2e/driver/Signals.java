package dev.gkelocal.e2e.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Signals to processes that a platform under test has on record, or that a test started. */
public final class Signals {
    private Signals() {}

    public static void kill(long pid) {
        send("KILL", pid);
    }

    public static void stop(long pid) {
        send("STOP", pid);
    }

    public static void goOn(long pid) {
        send("CONT", pid);
    }

    /** What the terminal sends at Ctrl-C: to everything that the command started in its group. */
    public static void interruptGroup(Process leader) {
        send("INT", -leader.pid());
    }

    private static void send(String signal, long target) {
        run("kill", "-s", signal, "--", Long.toString(target));
    }

    /** What a command that must work says. */
    static String ask(String... words) {
        try {
            var process = new ProcessBuilder(List.of(words))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("`" + String.join(" ", words) + "` exited with " + process.exitValue());
            }
            return said.strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    /** For a command that must work. */
    static void run(String... words) {
        try {
            var process = new ProcessBuilder(List.of(words)).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new AssertionError("`" + String.join(" ", words) + "` exited with " + process.exitValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
