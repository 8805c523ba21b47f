package dev.gkelocal.embedded;

import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.process.RecordedProcess;
import dev.gkelocal.embedded.process.Termination;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.PlatformPhase;
import dev.gkelocal.embedded.state.Recorded;
import dev.gkelocal.embedded.state.StateFolder;
import dev.gkelocal.embedded.state.SupervisorState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The platform of one state folder, as the command line handles it. */
public final class Platform {
    /** An instance may take 10 s to end, and the simulator waits for it. */
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

    private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(3);

    private final StateFolder folder;

    public Platform(StateFolder folder) {
        this.folder = folder;
    }

    public StateFolder folder() {
        return folder;
    }

    /**
     * Starts the platform and waits until all of it is ready. When this JVM is ended meanwhile, by Ctrl-C too, what
     * was started is stopped again.
     *
     * @param progress told of each change
     */
    public UpResult up(UpRequest request, Consumer<SupervisorState> progress) {
        return new Launch(folder, request, progress).run();
    }

    /** Reads files and the process table only. */
    public PlatformStatus status() {
        var recorded = SupervisorState.read(folder);
        if (recorded.isEmpty()) {
            var left = alive(Optional.empty());
            return left.isEmpty() ? new PlatformStatus.Down("") : new PlatformStatus.LeftBehind(names(left));
        }
        var state = recorded.get();
        if (state.isAlive()) {
            var addresses = Endpoints.read(folder);
            var isUp = state.phase() == PlatformPhase.READY || state.phase() == PlatformPhase.DEGRADED;
            return isUp && addresses.isPresent()
                    ? new PlatformStatus.Up(state, addresses.get())
                    : new PlatformStatus.Changing(state);
        }
        var left = alive(recorded);
        return left.isEmpty() ? new PlatformStatus.Down(state.failure()) : new PlatformStatus.LeftBehind(names(left));
    }

    /** Stops the platform, or what a killed one left behind; works by recorded identity only. */
    public DownResult down() {
        var startedAt = System.nanoTime();
        try {
            var state = SupervisorState.read(folder);
            var supervisor = state.map(SupervisorState::supervisor).filter(ProcessIdentity::isAlive);
            supervisor.ifPresent(Platform::stop);
            var ended = Termination.end(services(state), LEFTOVER_GRACE);
            var instances = Termination.end(Recorded.instances(folder), LEFTOVER_GRACE);
            removeRunState();
            var left = Stream.concat(ended.stream(), instances.stream())
                    .filter(RecordedProcess::isAlive)
                    .toList();
            if (!left.isEmpty()) {
                return new DownResult.Failed("cannot end " + String.join(", ", names(left)));
            }
            var took = Duration.ofNanos(System.nanoTime() - startedAt);
            var names = names(Stream.concat(ended.stream(), instances.stream()).toList());
            if (supervisor.isPresent()) {
                return new DownResult.Stopped(took);
            }
            return names.isEmpty() ? new DownResult.NothingRan() : new DownResult.CleanedUp(names, took);
        } catch (IOException failure) {
            return new DownResult.Failed("cannot clean " + folder.run() + ": " + failure.getMessage());
        }
    }

    static void stop(ProcessIdentity supervisor) {
        Termination.end(List.of(RecordedProcess.single("supervisor", supervisor)), STOP_DEADLINE);
    }

    private static List<RecordedProcess> services(Optional<SupervisorState> state) {
        return state.map(Recorded::services).orElse(List.of());
    }

    private List<RecordedProcess> alive(Optional<SupervisorState> state) {
        return Stream.concat(services(state).stream(), Recorded.instances(folder).stream())
                .filter(RecordedProcess::isAlive)
                .toList();
    }

    private static List<String> names(List<RecordedProcess> processes) {
        return processes.stream()
                .map(it -> it.name() + " (process " + it.identity().pid() + ")")
                .toList();
    }

    private void removeRunState() throws IOException {
        Files.deleteIfExists(folder.endpoints());
        Files.deleteIfExists(folder.supervisor());
        if (Files.isDirectory(folder.run())) {
            try (var files = Files.newDirectoryStream(folder.run(), "*.args")) {
                for (var file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }
        if (Files.isDirectory(folder.instances())) {
            try (var files = Files.newDirectoryStream(folder.instances(), "*.json")) {
                for (var file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
