package dev.gkelocal.cloudrun.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a port that the processes of a group listen on, for the hint that a program ignores PORT. Linux only; elsewhere
 * nothing is found.
 */
final class ListeningPorts {
    private static final String LISTEN = "0A";
    private static final int STATE_COLUMN = 3;
    private static final int INODE_COLUMN = 9;
    private static final int GROUP_FIELD = 2;
    private static final int HEX = 16;

    private ListeningPorts() {}

    static Optional<Integer> ofGroup(long pgid) {
        var proc = Path.of("/proc");
        if (!Files.isDirectory(proc.resolve("self"))) {
            return Optional.empty();
        }
        try {
            var sockets = new HashSet<String>();
            try (var processes = Files.newDirectoryStream(proc, "[0-9]*")) {
                for (var process : processes) {
                    if (inGroup(process, pgid)) {
                        sockets.addAll(sockets(process));
                    }
                }
            }
            var ports = new HashMap<String, Integer>();
            readListeners(proc.resolve("net/tcp"), ports);
            readListeners(proc.resolve("net/tcp6"), ports);
            return sockets.stream().filter(ports::containsKey).map(ports::get).findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean inGroup(Path process, long pgid) {
        try {
            var stat = Files.readString(process.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[GROUP_FIELD]) == pgid;
        } catch (IOException _) {
            return false;
        }
    }

    private static Set<String> sockets(Path process) {
        var inodes = new HashSet<String>();
        try (var descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var descriptor : descriptors) {
                var target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        } catch (IOException _) {
            return inodes;
        }
        return inodes;
    }

    private static void readListeners(Path table, Map<String, Integer> portByInode) throws IOException {
        if (!Files.exists(table)) {
            return;
        }
        for (var line : Files.readAllLines(table)) {
            var columns = line.trim().split("\\s+");
            if (columns.length > INODE_COLUMN && columns[STATE_COLUMN].equals(LISTEN)) {
                var port = columns[1].substring(columns[1].lastIndexOf(':') + 1);
                portByInode.put(columns[INODE_COLUMN], Integer.parseInt(port, HEX));
            }
        }
    }
}
