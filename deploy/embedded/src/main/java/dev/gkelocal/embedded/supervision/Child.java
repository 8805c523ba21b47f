package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.state.ChildPhase;
import dev.gkelocal.embedded.state.ChildReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One program under supervision. Only the supervision thread touches it. */
final class Child {
    private static final int SIGNALLED = 128;

    private final Program program;
    private final Path log;
    private final Map<String, Integer> ports;
    private ChildPhase phase = ChildPhase.WAITING;
    private Instant since;
    private int run;
    private int streak;
    private boolean wasReady;
    private boolean archive;
    private String lastExit = "";
    private String detail = "";
    private @Nullable Instant nextStart;
    private @Nullable Process process;
    private @Nullable ProcessIdentity identity;
    private @Nullable Thread prober;

    Child(Program program, Path log, Map<String, Integer> ports, Instant now) {
        this.program = program;
        this.log = log;
        this.ports = Map.copyOf(ports);
        this.since = now;
    }

    Program program() {
        return program;
    }

    String title() {
        return program.title();
    }

    Path log() {
        return log;
    }

    ChildPhase phase() {
        return phase;
    }

    /** Number of the current or last run, from 1. */
    int run() {
        return run;
    }

    boolean wasReady() {
        return wasReady;
    }

    int streak() {
        return streak;
    }

    String lastExit() {
        return lastExit;
    }

    Optional<Process> process() {
        return Optional.ofNullable(process);
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    boolean isDue(Instant now) {
        return phase == ChildPhase.BACKING_OFF && nextStart != null && !now.isBefore(nextStart);
    }

    Optional<Instant> nextStart() {
        return Optional.ofNullable(nextStart);
    }

    int nextRun() {
        return ++run;
    }

    void started(Process started, boolean withArchive, Thread watcher, Instant now) {
        process = started;
        identity = ProcessIdentity.of(started.pid()).orElse(null);
        prober = watcher;
        archive = withArchive;
        nextStart = null;
        enter(ChildPhase.STARTING, "", now);
    }

    void ready(Instant now) {
        wasReady = true;
        enter(ChildPhase.READY, "", now);
    }

    void unready(String how, Instant now) {
        enter(ChildPhase.UNREADY, how, now);
    }

    void exited(int code, Backoff backoff, Instant now) {
        endRun(code);
        if (phase == ChildPhase.READY) {
            streak = backoff.remaining(streak, Duration.between(since, now));
        }
        var next = now.plus(backoff.delay(streak));
        streak++;
        nextStart = next;
        enter(ChildPhase.BACKING_OFF, lastExit, now);
    }

    /** It could not even be started. */
    void notStarted(String why, Backoff backoff, Instant now) {
        nextStart = now.plus(backoff.delay(streak));
        streak++;
        enter(ChildPhase.BACKING_OFF, why, now);
    }

    void stopping(Instant now) {
        if (prober != null) {
            prober.interrupt();
        }
        nextStart = null;
        enter(process == null ? ChildPhase.STOPPED : ChildPhase.STOPPING, "", now);
    }

    void stopped(int code, Instant now) {
        endRun(code);
        enter(ChildPhase.STOPPED, "", now);
    }

    private void endRun(int code) {
        lastExit = code > SIGNALLED ? "signal " + (code - SIGNALLED) : "exit code " + code;
        if (prober != null) {
            prober.interrupt();
        }
        process = null;
        identity = null;
    }

    private void enter(ChildPhase next, String why, Instant now) {
        phase = next;
        detail = why;
        since = now;
    }

    ChildReport report() {
        return new ChildReport(
                title(),
                phase,
                identity,
                since,
                Math.max(0, run - 1),
                lastExit,
                nextStart,
                detail,
                log,
                ports,
                archive);
    }
}
