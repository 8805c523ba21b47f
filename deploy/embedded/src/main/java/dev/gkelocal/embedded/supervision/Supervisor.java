package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.PortPlan;
import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.process.Termination;
import dev.gkelocal.embedded.state.PlatformPhase;
import dev.gkelocal.embedded.state.Recorded;
import dev.gkelocal.embedded.state.StateVersion;
import dev.gkelocal.embedded.state.SupervisorLock;
import dev.gkelocal.embedded.state.SupervisorState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Main class of the supervisor process: one per state folder, as long as the platform runs. SIGTERM ends it and all
 * it started. Exit codes: 1 failed, 3 configuration, 5 another one runs here, a port is busy or the state is of
 * another format, 6 not ready in time.
 */
public final class Supervisor {
    /** For what a killed predecessor left behind. */
    private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(3);

    /** Ports can be lost between their choice and the start of the programs: to another platform that starts as well. */
    private static final int PORT_CHOICES = 4;

    private final Settings settings;
    private final Instant startedAt;
    /** Guarded by this. */
    private @Nullable Supervision current;
    /** Guarded by this. */
    private boolean stopping;

    private Supervisor(Settings settings, Instant startedAt) {
        this.settings = settings;
        this.startedAt = startedAt;
    }

    public static void main(String[] arguments) {
        var exitCode = run();
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static int run() {
        Settings settings;
        try {
            settings = Settings.of(System.getProperties());
        } catch (IllegalArgumentException wrong) {
            Log.line(Instant.now(), "refused", "reason", wrong.getMessage());
            return Refusal.CONFIGURATION;
        }
        Session.leadOwn();
        var supervisor = new Supervisor(settings, Instant.now());
        try {
            return supervisor.supervise();
        } catch (IOException failure) {
            return supervisor.fail(new Refusal(Refusal.FAILED, supervisor.explain(failure)));
        }
    }

    private int supervise() throws IOException {
        var folder = settings.folder();
        folder.prepare();
        Optional<SupervisorLock> lock = SupervisorLock.take(folder);
        if (lock.isEmpty()) {
            Log.line(
                    Instant.now(),
                    "refused",
                    "reason",
                    "another supervisor runs here",
                    "pid",
                    SupervisorLock.holder(folder));
            return Refusal.PRECONDITION;
        }
        var foreign = StateVersion.claim(folder);
        if (foreign.isPresent()) {
            return fail(new Refusal(Refusal.PRECONDITION, foreign.get()));
        }
        endLeftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
        var refusal = superviseOnChosenPorts();
        for (var choice = 1;
                choice < PORT_CHOICES && refusal.filter(Refusal::portTaken).isPresent();
                choice++) {
            Log.line(Instant.now(), "ports lost", "reason", refusal.get().sentence());
            refusal = superviseOnChosenPorts();
        }
        return refusal.map(this::fail).orElse(0);
    }

    private Optional<Refusal> superviseOnChosenPorts() throws IOException {
        return switch (PortPlan.choose(settings.ports(), settings.autoPorts())) {
            case PortPlan.Choice.Busy(var sentences) ->
                Optional.of(new Refusal(Refusal.PRECONDITION, String.join("\n", sentences)));
            case PortPlan.Choice.Chosen(var plan) -> supervise(plan);
        };
    }

    private Optional<Refusal> supervise(PortPlan plan) throws IOException {
        var supervision = new Supervision(settings, plan, startedAt);
        synchronized (this) {
            if (stopping) {
                return Optional.empty();
            }
            current = supervision;
        }
        return supervision.run();
    }

    /** From another thread. */
    private void stopAndWait() {
        Supervision running;
        synchronized (this) {
            stopping = true;
            running = current;
        }
        if (running != null) {
            running.stopAndWait();
        }
    }

    /** Services of a killed predecessor hold its ports and files. Users' instances are left for the simulator to adopt. */
    private void endLeftovers() throws IOException {
        Recorded.endTraining(settings.folder());
        for (var ended : Termination.end(Recorded.services(settings.folder()), LEFTOVER_GRACE)) {
            Log.line(
                    Instant.now(),
                    "ended leftover",
                    "process",
                    ended.name(),
                    "pid",
                    ended.identity().pid());
        }
        Files.deleteIfExists(settings.folder().endpoints());
    }

    /** Leaves the reason where the waiting {@code up} reads it. */
    private int fail(Refusal refusal) {
        Log.line(Instant.now(), "failed", "exit", refusal.exitCode(), "reason", refusal.sentence());
        try {
            new SupervisorState(
                            ProcessIdentity.self(),
                            PlatformPhase.FAILED,
                            startedAt,
                            settings.dist(),
                            settings.launch(),
                            settings.fingerprint(),
                            refusal.sentence(),
                            refusal.exitCode(),
                            List.of())
                    .write(settings.folder());
        } catch (IOException unwritable) {
            Log.line(Instant.now(), "state not written", "reason", unwritable.getMessage());
        }
        return refusal.exitCode();
    }

    private String explain(IOException failure) {
        return "cannot use " + settings.folder().root() + ": " + failure.getMessage()
                + "; it needs a disk with free space that you may write to";
    }
}
