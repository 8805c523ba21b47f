package dev.gkelocal.testkit.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A broker process on random loopback ports with its data in a temporary folder. It can be stopped, killed and started
 * again on the same ports and data. Whatever is left is ended, and its data deleted, when the test JVM ends.
 */
public final class TestBroker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private static @Nullable TestBroker shared;

    private final BrokerCommand command;
    private final Path folder;
    private @Nullable Process process;

    private TestBroker(BrokerCommand command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /** The broker of this test JVM: started by the first call, kept to the end. Not for tests that stop it. */
    public static synchronized TestBroker shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** A broker of one's own. */
    public static TestBroker start() {
        var folder = temporaryFolder();
        var broker = of(BrokerCommand.onFreePorts(folder.resolve("data")), folder);
        broker.restart();
        return broker;
    }

    /** Not started yet. @param folder its own, deleted with it */
    static TestBroker of(BrokerCommand command, Path folder) {
        var broker = new TestBroker(command, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "test-broker-close"));
        return broker;
    }

    /** {@code host:port} for clients. */
    public String bootstrap() {
        return "127.0.0.1:" + command.port();
    }

    public Path data() {
        return command.data();
    }

    /** What the broker wrote to its standard streams so far. */
    public String output() {
        try {
            return Files.readString(log());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts it on the same ports and data, and returns when it listens. Stops it first when it runs. */
    public synchronized void restart() {
        launch();
        awaitListening();
    }

    synchronized void launch() {
        stop();
        try {
            process = command.builder()
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** SIGTERM, and waits until it is gone. */
    public synchronized void stop() {
        if (process != null) {
            process.destroy();
            awaitEnd(process);
        }
    }

    /** SIGKILL, and waits until it is gone. */
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(process);
        }
    }

    /** SIGSTOP: its port is open and nobody answers. */
    public synchronized void suspend() {
        signal("STOP");
    }

    /** SIGCONT. */
    public synchronized void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        if (process == null) {
            throw new IllegalStateException("the test broker does not run");
        }
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        kill();
        deleteFolder();
    }

    private Path log() {
        return folder.resolve("broker.log");
    }

    synchronized void awaitListening() {
        if (process == null) {
            throw new IllegalStateException("the test broker does not run");
        }
        var started = process;
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!listens()) {
            if (!started.isAlive()) {
                throw new IllegalStateException(
                        "the test broker ended with code " + started.exitValue() + ":\n" + output());
            }
            if (System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new IllegalStateException(
                        "the test broker did not listen within " + START_LIMIT + ":\n" + output());
            }
            pause();
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), command.port()), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void awaitEnd(Process ending) {
        try {
            if (!ending.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                ending.destroyForcibly().waitFor();
            }
            process = null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the test broker ended", interrupted);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the test broker started", interrupted);
        }
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("gke-local-broker");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void deleteFolder() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (var path : List.copyOf(walk.sorted(Comparator.reverseOrder()).toList())) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
