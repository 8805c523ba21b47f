package dev.gkelocal.embedded;

import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.process.RecordedProcess;
import dev.gkelocal.embedded.process.Termination;
import dev.gkelocal.embedded.state.DiskUse;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.PlatformPhase;
import dev.gkelocal.embedded.state.Recorded;
import dev.gkelocal.embedded.state.StateFolder;
import dev.gkelocal.embedded.state.SupervisorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
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
        if (recorded.filter(SupervisorState::isAlive).isEmpty()) {
            var elsewhere = Endpoints.read(folder).filter(it -> it.kubernetes() != null);
            if (elsewhere.isPresent()) {
                return new PlatformStatus.InCluster(
                        elsewhere.get(), Objects.requireNonNull(elsewhere.get().kubernetes()));
            }
        }
        if (recorded.isEmpty()) {
            var left = alive();
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
        var left = alive();
        return left.isEmpty() ? new PlatformStatus.Down(state.failure()) : new PlatformStatus.LeftBehind(names(left));
    }

    /** Whether class archives are being made in the background, which takes CPU time at the lowest priority. */
    public boolean makesArchives() {
        return Files.exists(Recorded.trainingNote(folder));
    }

    /** @param dist distribution folder, which holds caches that projects share */
    public DiskUse diskUse(Path dist) {
        return DiskUse.of(folder, dist.resolve("cache"));
    }

    /** Stops the platform, or what a killed one left behind; works by recorded identity only. */
    public DownResult down() {
        var startedAt = System.nanoTime();
        try {
            var recorded = new LinkedHashSet<>(Recorded.services(folder));
            var supervisor = SupervisorState.read(folder)
                    .map(SupervisorState::supervisor)
                    .filter(ProcessIdentity::isAlive);
            supervisor.ifPresent(Platform::stop);
            Recorded.endTraining(folder);
            recorded.addAll(Recorded.services(folder));
            recorded.addAll(Recorded.instances(folder));
            var ended = Termination.end(recorded, LEFTOVER_GRACE);
            var left = ended.stream().filter(RecordedProcess::isAlive).toList();
            if (!left.isEmpty()) {
                return new DownResult.Failed("cannot end " + String.join(", ", names(left)));
            }
            Recorded.forget(folder);
            return result(supervisor.isPresent(), ended, Duration.ofNanos(System.nanoTime() - startedAt));
        } catch (IOException failure) {
            return new DownResult.Failed("cannot clean " + folder.run() + ": " + failure.getMessage());
        }
    }

    private static DownResult result(boolean supervised, List<RecordedProcess> ended, Duration took) {
        if (supervised) {
            return new DownResult.Stopped(took);
        }
        return ended.isEmpty() ? new DownResult.NothingRan() : new DownResult.CleanedUp(names(ended), took);
    }

    static void stop(ProcessIdentity supervisor) {
        Termination.end(List.of(RecordedProcess.single("supervisor", supervisor)), STOP_DEADLINE);
    }

    private List<RecordedProcess> alive() {
        return Stream.concat(Recorded.services(folder).stream(), Recorded.instances(folder).stream())
                .filter(RecordedProcess::isAlive)
                .toList();
    }

    private static List<String> names(List<RecordedProcess> processes) {
        return processes.stream()
                .map(it -> it.name() + " (process " + it.identity().pid() + ")")
                .toList();
    }
}
