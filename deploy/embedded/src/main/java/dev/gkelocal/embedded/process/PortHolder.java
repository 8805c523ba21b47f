package dev.gkelocal.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The process that listens on a port, found through /proc/net/tcp and the open files of each process. */
public record PortHolder(long pid, String command) {
    private static final String LISTEN = "0A";
    private static final int MAX_COMMAND = 120;

    /** Empty where /proc does not exist or the process belongs to somebody else. */
    public static Optional<PortHolder> of(int port) {
        if (!ProcessIdentity.hasProc()) {
            return Optional.empty();
        }
        return sockets(port).findFirst().flatMap(PortHolder::ownerOf);
    }

    /** Whether it is certain that not this process listens on the port; never certain without /proc. */
    public static boolean isOther(int port, long pid) {
        if (!ProcessIdentity.hasProc()) {
            return false;
        }
        var sockets = sockets(port).toList();
        var descriptors = Path.of("/proc", Long.toString(pid), "fd");
        return !sockets.isEmpty() && sockets.stream().noneMatch(socket -> holds(descriptors, socket));
    }

    private static Stream<String> sockets(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)).stream())
                .flatMap(line -> listeningSocket(line, port).stream());
    }

    /** Columns: sl, local address (hex ADDRESS:PORT), remote, state, queues, timer, retransmits, uid, timeout, inode. */
    static Optional<String> listeningSocket(String line, int port) {
        var columns = line.strip().split("\\s+");
        if (columns.length < 10 || !columns[3].equals(LISTEN)) {
            return Optional.empty();
        }
        var local = columns[1].substring(columns[1].lastIndexOf(':') + 1);
        return Integer.parseInt(local, 16) == port ? Optional.of("socket:[" + columns[9] + "]") : Optional.empty();
    }

    private static Optional<PortHolder> ownerOf(String socket) {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                if (holds(process.resolve("fd"), socket)) {
                    var pid = Long.parseLong(process.getFileName().toString());
                    return Optional.of(new PortHolder(pid, commandOf(process)));
                }
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path descriptors, String socket) {
        try (var links = Files.newDirectoryStream(descriptors)) {
            for (var link : links) {
                if (Files.readSymbolicLink(link).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException _) {
            return false;
        }
        return false;
    }

    private static String commandOf(Path process) {
        try {
            var line = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
            return line.length() <= MAX_COMMAND ? line : line.substring(0, MAX_COMMAND) + "…";
        } catch (IOException _) {
            return "?";
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return List.of();
        }
    }
}
