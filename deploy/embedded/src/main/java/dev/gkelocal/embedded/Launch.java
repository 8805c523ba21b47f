package dev.gkelocal.embedded;

import dev.gkelocal.embedded.launch.ArgumentFile;
import dev.gkelocal.embedded.launch.ClassArchive;
import dev.gkelocal.embedded.launch.ClassArchives;
import dev.gkelocal.embedded.launch.SupervisorCommand;
import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.PlatformPhase;
import dev.gkelocal.embedded.state.RotatedLog;
import dev.gkelocal.embedded.state.StateFolder;
import dev.gkelocal.embedded.state.SupervisorLock;
import dev.gkelocal.embedded.state.SupervisorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One {@code up}: starts a supervisor and follows its record until it is ready or gone. */
final class Launch {
    private static final Duration POLL = Duration.ofMillis(10);
    /** The supervisor itself gives up in time; this is for one that hangs. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    private static final int FAILED = 1;
    private static final int PRECONDITION = 5;
    private static final int TIME_OUT = 6;
    private static final int INTERRUPTED = 130;
    private static final int TAIL_LINES = 10;

    private final StateFolder folder;
    private final UpRequest request;
    private final Consumer<SupervisorState> progress;
    private final long startedAt = System.nanoTime();
    private final String token = ProcessHandle.current().pid() + "-" + startedAt;
    private final String fingerprint;
    private @Nullable SupervisorState seen;
    private byte[] read = {};
    private @Nullable SupervisorState own;

    Launch(StateFolder folder, UpRequest request, Consumer<SupervisorState> progress) {
        this.folder = folder;
        this.request = request;
        this.progress = progress;
        this.fingerprint = ClassArchive.hash(request.dist() + "\n" + ArgumentFile.text(request.settings()));
    }

    UpResult run() {
        var running = SupervisorState.read(folder).filter(SupervisorState::isAlive);
        if (running.isPresent()) {
            return whenRunning(running.get());
        }
        var elsewhere = Endpoints.read(folder).map(Endpoints::kubernetes);
        if (elsewhere.isPresent()) {
            return new UpResult.Failed(
                    PRECONDITION,
                    "the platform of this project runs in the cluster of context '"
                            + elsewhere.get().context() + "'; run 'gke-local down --kind' first to run it here");
        }
        try {
            folder.prepare();
            return start();
        } catch (IOException failure) {
            return new UpResult.Failed(
                    FAILED,
                    "cannot start the supervisor in " + folder.root() + ": " + failure.getMessage()
                            + "; it needs a disk with free space that you may write to");
        }
    }

    private UpResult start() throws IOException {
        var arguments = folder.run().resolve("supervisor-" + token + ".args");
        try {
            ArgumentFile.write(arguments, properties());
            var archives = ClassArchives.of(request.dist(), folder.cache());
            return guarded(new SupervisorCommand(request.dist(), folder)
                    .prepare(arguments, archives.supervisorFlags())
                    .start());
        } finally {
            Files.deleteIfExists(arguments);
        }
    }

    private Map<String, String> properties() {
        var properties = new HashMap<>(request.settings());
        properties.put("gkelocal.dist", request.dist().toString());
        properties.put("gkelocal.state_dir", folder.root().toString());
        properties.put("gkelocal.supervisor.auto_ports", Boolean.toString(request.autoPorts()));
        properties.put("gkelocal.supervisor.launch", token);
        properties.put("gkelocal.supervisor.fingerprint", fingerprint);
        properties.put("gkelocal.supervisor.start_timeout", request.timeout().toString());
        return properties;
    }

    private UpResult whenRunning(SupervisorState state) {
        var who = "process " + state.supervisor().pid();
        if (state.phase() == PlatformPhase.STARTING) {
            return new UpResult.Failed(PRECONDITION, "another 'up' is starting the platform here (" + who + ")");
        }
        if (state.phase() == PlatformPhase.STOPPING || state.phase() == PlatformPhase.FAILED) {
            return new UpResult.Failed(
                    PRECONDITION, "the platform here is stopping (" + who + "); try again in a moment");
        }
        if (!state.settings().equals(fingerprint)) {
            return new UpResult.Failed(
                    PRECONDITION,
                    "the platform here runs with other settings or another build (" + who
                            + "); run 'gke-local down' first to apply the new ones");
        }
        return state.phase() == PlatformPhase.DEGRADED ? recovered(state) : alreadyUp(state);
    }

    private UpResult alreadyUp(SupervisorState state) {
        return Endpoints.read(folder)
                .<UpResult>map(endpoints -> new UpResult.AlreadyUp(state, endpoints))
                .orElseGet(() -> new UpResult.Failed(FAILED, folder.endpoints() + " is missing; run 'gke-local down'"));
    }

    /** Its supervisor starts again what ended: nothing is to be done but to wait for it. */
    private UpResult recovered(SupervisorState degraded) {
        var state = degraded;
        var deadline = startedAt + request.timeout().toNanos();
        try {
            while (state.phase() == PlatformPhase.DEGRADED && state.isAlive()) {
                if (System.nanoTime() > deadline) {
                    return new UpResult.Failed(
                            TIME_OUT,
                            "the platform runs (process %d) but not all of it is ready after %d s; 'gke-local status' says more"
                                    .formatted(
                                            state.supervisor().pid(),
                                            request.timeout().toSeconds()));
                }
                tell(state);
                Thread.sleep(POLL);
                state = SupervisorState.read(folder).orElse(state);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new UpResult.Failed(INTERRUPTED, "interrupted");
        }
        return state.isAlive()
                ? whenRunning(state)
                : new UpResult.Failed(
                        FAILED,
                        "the supervisor (process %d) ended meanwhile; run 'gke-local up' again"
                                .formatted(state.supervisor().pid()));
    }

    /** Ctrl-C ends this JVM: what it started must not stay half-way. */
    private UpResult guarded(Process process) {
        var stop = new Thread(() -> stop(process), "stop-half-started");
        Runtime.getRuntime().addShutdownHook(stop);
        var result = follow(process);
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException _) {
            return new UpResult.Failed(INTERRUPTED, "interrupted");
        }
        return result;
    }

    private static void stop(Process process) {
        ProcessIdentity.of(process.pid()).ifPresent(Platform::stop);
    }

    private UpResult follow(Process process) {
        var deadline = startedAt + request.timeout().plus(SLACK).toNanos();
        try {
            while (System.nanoTime() < deadline) {
                var isRunning = process.isAlive();
                var outcome = look();
                if (outcome.isPresent() && !(isRunning && outcome.get() instanceof UpResult.Failed)) {
                    return outcome.get();
                }
                if (!isRunning) {
                    return ended(process.exitValue());
                }
                Thread.sleep(POLL);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stop(process);
            return new UpResult.Failed(INTERRUPTED, "interrupted");
        }
        stop(process);
        return new UpResult.Failed(TIME_OUT, "the supervisor does not say that it is ready; see " + log());
    }

    private void tell(SupervisorState state) {
        if (!state.equals(seen)) {
            seen = state;
            progress.accept(state);
        }
    }

    /** How it ended, if it did; a failure counts once the supervisor is gone. */
    private Optional<UpResult> look() {
        var own = own();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        var state = own.get();
        tell(state);
        return switch (state.phase()) {
            case READY ->
                Endpoints.read(folder)
                        .map(it -> new UpResult.Ready(state, it, Duration.ofNanos(System.nanoTime() - startedAt)));
            case FAILED -> Optional.of(new UpResult.Failed(state.exitCode(), state.failure()));
            case STARTING, DEGRADED, STOPPING -> Optional.empty();
        };
    }

    /** The record of the supervisor that this started. Understood only when it has changed, for it is looked at often. */
    private Optional<SupervisorState> own() {
        var text = SupervisorState.text(folder);
        if (!Arrays.equals(text, read)) {
            read = text;
            own = SupervisorState.parse(text)
                    .filter(it -> it.launch().equals(token))
                    .orElse(null);
        }
        return Optional.ofNullable(own);
    }

    private UpResult ended(int exitCode) {
        return exitCode == PRECONDITION
                ? new UpResult.Failed(
                        PRECONDITION,
                        "another supervisor (process " + SupervisorLock.holder(folder) + ") holds " + folder.lock())
                : new UpResult.Failed(
                        FAILED,
                        "the supervisor ended with exit code " + exitCode + "; the end of " + log() + ":\n  "
                                + String.join("\n  ", RotatedLog.tail(log(), TAIL_LINES)));
    }

    private Path log() {
        return folder.log(SupervisorCommand.TITLE);
    }
}
