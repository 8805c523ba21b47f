package dev.gkelocal.bench.dataplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A process that listens: the program, or one of the proxies. */
record Server(String name, int port, Process process) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double TICKS_PER_SECOND = 100;

    static Server start(String name, int port, Path log, List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new Server(name, port, process);
        server.awaitPort(log);
        return server;
    }

    private void awaitPort(Path log) throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                Pause.of(Duration.ofMillis(20));
            }
        }
        close();
        throw new IOException(name + " does not listen on port " + port + ":\n" + Files.readString(log));
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** User and system time of all its processes so far. */
    double cpuSeconds() {
        return processes().mapToDouble(it -> ticks(it.pid())).sum() / TICKS_PER_SECOND;
    }

    private static long ticks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int threads() {
        return processes().mapToInt(it -> status(it.pid(), "Threads:")).sum();
    }

    int residentMegabytes() {
        return processes().mapToInt(it -> status(it.pid(), "VmRSS:")).sum() / 1024;
    }

    private static int status(long pid, String key) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(it -> it.startsWith(key))
                    .mapToInt(it -> Integer.parseInt(
                            it.substring(key.length()).replace("kB", "").strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        var children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroy);
    }
}
