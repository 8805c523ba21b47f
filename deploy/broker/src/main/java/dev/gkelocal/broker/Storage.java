package dev.gkelocal.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The data folder: checked, made and formatted before the server opens it. */
final class Storage {
    /** Below this a node cannot roll its segments and would die half-way. */
    static final long LEAST_FREE_BYTES = 32L << 20;

    private Storage() {}

    /**
     * Takes the folder and formats it unless it was formatted before.
     *
     * @return holds the folder for as long as it is open; Kafka's own lock comes too late, after the metadata log was
     *     opened
     */
    static FileChannel prepare(Path data, Quorum quorum) throws Refusal {
        requireUsable(data);
        var held = lock(data);
        formatOnce(data, quorum);
        return held;
    }

    private static FileChannel lock(Path data) throws Refusal {
        try {
            var channel =
                    FileChannel.open(data.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
        } catch (IOException failure) {
            throw new Refusal(Refusal.FAILED, "the data folder " + data + " cannot be locked: " + failure, failure);
        }
        throw new Refusal(
                Refusal.PRECONDITION, "the data folder " + data + " is in use by another broker: stop that one first");
    }

    private static void formatOnce(Path data, Quorum quorum) throws Refusal {
        var meta = data.resolve("meta.properties");
        if (Files.exists(meta)) {
            if (!quorum.isAlone()) {
                requireMember(meta, quorum);
            }
            return;
        }
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            format(data, quorum, silent);
        } catch (Exception failure) {
            throw new Refusal(
                    Refusal.FAILED,
                    "the data folder " + data + " cannot be formatted: " + failure.getMessage(),
                    failure);
        }
    }

    /** A node of another log would be refused by the others, one by one and for ever; here it is said once. */
    private static void requireMember(Path meta, Quorum quorum) throws Refusal {
        var found = new Properties();
        try (var in = Files.newBufferedReader(meta)) {
            found.load(in);
        } catch (IOException failure) {
            throw new Refusal(Refusal.FAILED, meta + " cannot be read: " + failure, failure);
        }
        var id = found.getProperty("cluster.id", "");
        var node = found.getProperty("node.id", "");
        if (!id.equals(quorum.clusterId()) || !node.equals(Integer.toString(quorum.node()))) {
            throw new Refusal(
                    Refusal.PRECONDITION,
                    "the data in %s is that of node %s of log %s, not of node %d of log %s: `gke-local down --kind` drops the log of all nodes, and `up --kind` begins a new one"
                            .formatted(meta.getParent(), node, id, quorum.node(), quorum.clusterId()));
        }
    }

    private static void format(Path data, Quorum quorum, PrintStream silent) throws Exception {
        new Formatter()
                .setNodeId(quorum.node())
                // New with each log: it tells readers whether a position is one of this log.
                .setClusterId(quorum.clusterId().isEmpty() ? Uuid.randomUuid().toString() : quorum.clusterId())
                .setDirectories(List.of(data.toString()))
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setHasDynamicQuorum(false)
                .setIgnoreFormatted(true)
                .setPrintStream(silent)
                .run();
    }

    private static void requireUsable(Path data) throws Refusal {
        try {
            create(data);
            Files.delete(Files.createTempFile(data, "probe", null));
        } catch (IOException | UnsupportedOperationException failure) {
            throw new Refusal(
                    Refusal.FAILED,
                    "the data folder " + data + " cannot be written (" + reason(failure)
                            + "): correct its owner or mode, or choose another state folder",
                    failure);
        }
        if (isFull(data)) {
            throw new Refusal(Refusal.FAILED, full(data));
        }
    }

    private static void create(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            Files.createDirectories(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Whether the disk under the folder has too little room left to go on. */
    static boolean isFull(Path data) {
        try {
            return Files.getFileStore(data).getUsableSpace() < LEAST_FREE_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }

    static String full(Path data) {
        return "the disk that holds " + data + " is full: at least " + (LEAST_FREE_BYTES >> 20)
                + " MiB must be free; what was acknowledged is kept, free some space and start again";
    }

    private static String reason(Exception failure) {
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
