package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.ClusterState;
import dev.gkelocal.autopilot.core.cluster.StateTree;
import dev.gkelocal.autopilot.core.manifest.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A cluster's whole state as the text on the event log: gzip of JSON, in base64. */
final class Snapshots {
    private Snapshots() {}

    static String write(ClusterState state) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(Json.utf8(StateTree.write(state)));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /** @throws IllegalArgumentException if it was not written by this version of the program */
    static ClusterState read(String text) {
        try (var gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return StateTree.read(Json.read(gzip.readAllBytes()));
        } catch (IOException broken) {
            throw new IllegalArgumentException("no state of a cluster: " + broken.getMessage(), broken);
        }
    }
}
