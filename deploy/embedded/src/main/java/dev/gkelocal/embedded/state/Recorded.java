package dev.gkelocal.embedded.state;

import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.process.RecordedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** The services of a platform, and what it trained in the background; none when there is no readable record. */
    public static List<RecordedProcess> services(StateFolder folder) {
        return SupervisorState.read(folder).map(Recorded::services).orElse(List.of());
    }

    public static List<RecordedProcess> services(SupervisorState state) {
        return state.children().stream()
                .flatMap(child -> child.process().stream().map(it -> RecordedProcess.single(child.name(), it)))
                .toList();
    }

    /** The instances of users' services, as the Cloud Run simulator records them. */
    public static List<RecordedProcess> instances(StateFolder folder) {
        if (!Files.isDirectory(folder.instances())) {
            return List.of();
        }
        var recorded = new ArrayList<RecordedProcess>();
        try (var files = Files.newDirectoryStream(folder.instances(), "*.json")) {
            files.forEach(file -> instance(file).ifPresent(recorded::add));
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + folder.instances(), unreadable);
        }
        return List.copyOf(recorded);
    }

    /** A torn or foreign file records nobody. */
    private static Optional<RecordedProcess> instance(Path file) {
        try {
            var json = JsonObject.read(file);
            var name = file.getFileName().toString().replace(".json", "");
            return identity(json).map(it -> new RecordedProcess("instance " + name, it, json.number("group", 0)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
