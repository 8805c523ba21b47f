package dev.gkelocal.autopilot.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Prints how many vectors of a suite agree, and keeps the line in target/oracle-totals.txt for the whole run's summary. */
public final class OracleTotals {
    private OracleTotals() {}

    public static void record(String suite, int passed, int total) {
        var line = "oracle " + suite + ": " + passed + "/" + total;
        System.out.println(line);
        try {
            Files.createDirectories(Path.of("target"));
            Files.writeString(
                    Path.of("target", "oracle-totals.txt"),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
