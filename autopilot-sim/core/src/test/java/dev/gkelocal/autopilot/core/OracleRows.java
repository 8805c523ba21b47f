package dev.gkelocal.autopilot.core;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The vectors of a suite, from the folder that the environment variable GKE_LOCAL_ORACLES names; without it the test is skipped. */
public final class OracleRows {
    private OracleRows() {}

    /** @param file JSON lines, such as {@code ek-resize/cases.jsonl} */
    public static List<Value> read(String file) {
        var folder = System.getenv("GKE_LOCAL_ORACLES");
        Assumptions.assumeTrue(
                folder != null, "GKE_LOCAL_ORACLES names no folder with vectors: " + file + " is not compared");
        try {
            return Files.readAllLines(Path.of(folder, file)).stream()
                    .filter(it -> !it.isBlank())
                    .map(Json::read)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
