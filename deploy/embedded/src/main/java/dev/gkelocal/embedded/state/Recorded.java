package dev.gkelocal.embedded.state;

import dev.gkelocal.embedded.process.NotedPid;
import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.process.RecordedProcess;
import dev.gkelocal.embedded.process.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Processes that earlier programs wrote down in the state folder. */
public final class Recorded {
    private Recorded() {}

    static Optional<ProcessIdentity> identity(JsonObject json) {
        var pid = json.number("pid", 0);
        return pid <= 0
                ? Optional.empty()
                : json.text("startTime").filter(it -> !it.isBlank()).map(start -> new ProcessIdentity(pid, start));
    }

    /** The programs of a platform that still run: those in the supervisor's record, and those it had no time to record. */
    public static List<RecordedProcess> services(StateFolder folder) {
        var found = new ArrayList<>(
                SupervisorState.read(folder).map(Recorded::services).orElse(List.of()));
        var known = new HashSet<>(found.stream().map(RecordedProcess::identity).toList());
        for (var note : files(folder.run(), "*.pid")) {
            if (note.equals(trainingNote(folder))) {
                continue;
            }
            NotedPid.read(note)
                    .filter(known::add)
                    .map(it -> RecordedProcess.single(title(note), it))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** Where the supervisor of a training run notes its pid. */
    public static Path trainingNote(StateFolder folder) {
        return folder.run().resolve("training.pid");
    }

    /** Kills what makes class archives in the background for this platform, and removes what it wrote. */
    public static void endTraining(StateFolder folder) throws IOException {
        NotedPid.read(trainingNote(folder))
                .ifPresent(it -> Termination.kill(List.of(RecordedProcess.single("training", it))));
        Termination.kill(services(folder.training()));
        Termination.kill(instances(folder.training()));
        Files.deleteIfExists(trainingNote(folder));
        WholeFolder.delete(folder.training().root());
    }

    private static List<RecordedProcess> services(SupervisorState state) {
        return state.children().stream()
                .flatMap(child -> child.process().stream().map(it -> RecordedProcess.single(child.name(), it)))
                .toList();
    }

    /** The instances of users' services, as the Cloud Run simulator records them. */
    public static List<RecordedProcess> instances(StateFolder folder) {
        return files(folder.instances(), "*.json").stream()
                .flatMap(file -> instance(file).stream())
                .toList();
    }

    /**
     * An instance leads a process group. Its record may lack the pid when the simulator died at once: then the note
     * beside it has it. A torn or foreign file records nobody.
     */
    private static Optional<RecordedProcess> instance(Path file) {
        try {
            var json = JsonObject.read(file);
            var name = "instance " + title(file);
            var recorded = identity(json)
                    .flatMap(it -> ProcessIdentity.ofRecord(it.pid(), it.start(), json.text("boot", "")))
                    .map(it -> new RecordedProcess(name, it, json.number("group", 0)));
            return recorded.isPresent()
                    ? recorded
                    : NotedPid.read(file.resolveSibling(title(file) + ".pid"))
                            .map(it -> new RecordedProcess(name, it, it.pid()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static List<Path> files(Path folder, String pattern) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, pattern)) {
            files.forEach(found::add);
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + folder, unreadable);
        }
        return found;
    }

    private static String title(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Removes every record; for when nothing runs any more. */
    public static void forget(StateFolder folder) throws IOException {
        Files.deleteIfExists(folder.endpoints());
        Files.deleteIfExists(folder.supervisor());
        for (var pattern : List.of("*.args", "*.pid")) {
            for (var file : files(folder.run(), pattern)) {
                Files.deleteIfExists(file);
            }
        }
        for (var file : files(folder.instances(), "*.{json,pid,tmp}")) {
            Files.deleteIfExists(file);
        }
    }
}
