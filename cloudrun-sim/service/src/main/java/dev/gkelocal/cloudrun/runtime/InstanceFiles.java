package dev.gkelocal.cloudrun.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this machine must know of an instance after a crash of this program: {@code run/instances/ID.json}, beside it
 * {@code ID.pid} written by the instance's own process, and its output below {@code logs/run}.
 */
final class InstanceFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An instance on record.
     *
     * @param startTime of the process, as in {@link ProcessIdentity}; absent until it runs
     * @param boot of the machine, as in {@link ProcessIdentity#boot}
     * @param readyTime absent until it listens
     */
    record Entry(
            InstanceId id,
            RevisionName revision,
            int port,
            Instant createTime,
            @Nullable Long pid,
            @Nullable String startTime,
            String boot,
            @Nullable Instant readyTime) {
        static Entry intended(InstanceOrder order, int port, Instant now) {
            return new Entry(order.id(), order.revision(), port, now, null, null, ProcessIdentity.boot(), null);
        }

        Entry running(ProcessIdentity process) {
            return new Entry(id, revision, port, createTime, process.pid(), process.startTime(), boot, readyTime);
        }

        Entry ready(Instant at) {
            return new Entry(id, revision, port, createTime, pid, startTime, boot, at);
        }

        /** Its process, running or not, unless the machine was started anew since. */
        Optional<ProcessIdentity> process() {
            return pid == null || startTime == null || !boot.equals(ProcessIdentity.boot())
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(pid, startTime));
        }
    }

    /** Files of one instance. */
    record Paths(Path record, Path pid, Path stdout, Path stderr) {}

    private final Path instances;
    private final Path stateDir;

    InstanceFiles(Path stateDir) {
        this.stateDir = stateDir;
        instances = stateDir.resolve("run").resolve("instances");
    }

    Paths paths(InstanceId id, RevisionName revision) {
        var output = InstanceOutput.of(stateDir, id, revision);
        return new Paths(
                instances.resolve(id + ".json"), instances.resolve(id + ".pid"), output.stdout(), output.stderr());
    }

    void write(Entry entry) throws IOException {
        var paths = paths(entry.id(), entry.revision());
        Files.createDirectories(instances);
        Files.createDirectories(paths.stdout().getParent());
        var json = JSON.createObjectNode();
        json.put("id", entry.id().value());
        json.put("revision", entry.revision().toString());
        json.put("port", entry.port());
        json.put("createTime", entry.createTime().toString());
        json.put("pid", entry.pid());
        json.put("startTime", entry.startTime());
        json.put("group", entry.pid());
        json.put("boot", entry.boot());
        json.put(
                "readyTime",
                entry.readyTime() == null ? null : entry.readyTime().toString());
        var temporary = instances.resolve(entry.id() + ".tmp");
        Files.write(temporary, JSON.writeValueAsBytes(json));
        Files.move(temporary, paths.record(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void forget(InstanceId id) {
        for (var suffix : List.of(".json", ".pid", ".tmp")) {
            try {
                Files.deleteIfExists(instances.resolve(id + suffix));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete the record of instance " + id, e);
            }
        }
    }

    /** All entries that can be read; files that cannot are deleted, as nothing can be done about them. */
    List<Entry> all() throws IOException {
        if (!Files.isDirectory(instances)) {
            return List.of();
        }
        var found = new ArrayList<Entry>();
        try (var files = Files.newDirectoryStream(instances, "*.json")) {
            for (var file : files) {
                var entry = read(file);
                if (entry.isPresent()) {
                    found.add(entry.get());
                } else {
                    Files.deleteIfExists(file);
                }
            }
        }
        return List.copyOf(found);
    }

    private Optional<Entry> read(Path file) throws IOException {
        try {
            var json = JSON.readTree(Files.readAllBytes(file));
            var entry = new Entry(
                    new InstanceId(json.path("id").asText()),
                    RevisionName.parse(json.path("revision").asText()),
                    json.path("port").asInt(),
                    Instant.parse(json.path("createTime").asText()),
                    number(json.path("pid")),
                    text(json.path("startTime")),
                    json.path("boot").asText(),
                    time(json.path("readyTime")));
            return Optional.of(entry.pid() == null ? withNotedPid(entry) : entry);
        } catch (com.fasterxml.jackson.core.JacksonException
                | IllegalArgumentException
                | DateTimeException
                | NullPointerException _) {
            return Optional.empty();
        }
    }

    /** An entry that a crash kept from learning its pid: the process itself noted it. */
    private Entry withNotedPid(Entry entry) throws IOException {
        var noted = instances.resolve(entry.id() + ".pid");
        if (!Files.exists(noted)) {
            return entry;
        }
        var digits = Files.readString(noted).trim();
        var written = Files.getLastModifiedTime(noted).toInstant();
        return digits.isEmpty()
                ? entry
                : ProcessIdentity.of(Long.parseLong(digits))
                        .filter(it -> startedBy(it.pid(), written))
                        .map(entry::running)
                        .orElse(entry);
    }

    /** Whether the process is the one that wrote its pid then: it cannot have started later. */
    private static boolean startedBy(long pid, Instant written) {
        return ProcessHandle.of(pid)
                .flatMap(it -> it.info().startInstant())
                .map(it -> !it.isAfter(written.plusSeconds(1)))
                .orElse(false);
    }

    private static @Nullable Long number(JsonNode node) {
        return node.isNumber() ? node.asLong() : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static @Nullable Instant time(JsonNode node) {
        return node.isTextual() ? Instant.parse(node.asText()) : null;
    }
}
