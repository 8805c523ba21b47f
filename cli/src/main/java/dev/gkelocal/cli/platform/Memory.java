package dev.gkelocal.cli.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process holds in memory: its proportional share (PSS), so that shared pages are counted once; 0 where the system does not tell. */
final class Memory {
    private static final long KIB = 1024;

    private Memory() {}

    static long of(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(it -> it.startsWith("Pss:"))
                            .map(it -> it.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    * KIB;
        } catch (IOException | UncheckedIOException _) {
            return 0;
        }
    }
}
