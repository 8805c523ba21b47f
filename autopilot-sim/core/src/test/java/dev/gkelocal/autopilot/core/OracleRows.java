package dev.gkelocal.autopilot.core;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The vectors of a suite, from the folder that the environment variable GKE_LOCAL_ORACLES names; without it the test is skipped. */
public final class OracleRows {
    private OracleRows() {}

    /** @param file JSON lines, such as {@code ek-resize/cases.jsonl}; one that ends in .gz is compressed */
    public static List<Value> read(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(it -> !it.isBlank())
                .map(Json::read)
                .toList();
    }

    /** @param file one JSON value, such as {@code machine-choice/test-catalogue.json} */
    public static Value whole(String file) {
        return Json.read(bytes(file));
    }

    private static byte[] bytes(String file) {
        var folder = System.getenv("GKE_LOCAL_ORACLES");
        Assumptions.assumeTrue(
                folder != null, "GKE_LOCAL_ORACLES names no folder with vectors: " + file + " is not compared");
        try {
            var raw = Files.readAllBytes(Path.of(folder, file));
            return file.endsWith(".gz") ? new GZIPInputStream(new ByteArrayInputStream(raw)).readAllBytes() : raw;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
