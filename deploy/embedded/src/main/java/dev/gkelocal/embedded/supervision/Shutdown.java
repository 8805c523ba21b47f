package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.embedded.process.Termination;
import dev.gkelocal.embedded.state.ChildPhase;
import dev.gkelocal.embedded.state.Recorded;
import dev.gkelocal.embedded.state.StateFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Stops everything: the services at once, then the broker they write to, then instances that nobody stopped. */
final class Shutdown {
    /** A program that was still starting has nothing to finish. */
    private static final Duration STARTING_DEADLINE = Duration.ofSeconds(1);

    private static final Duration INSTANCE_GRACE = Duration.ofSeconds(1);

    /** Noting what a class archive must hold, at the end of a training run takes seconds, more on a busy machine. */
    private static final Duration ARCHIVE_DEADLINE = Duration.ofMinutes(4);

    private final Settings settings;
    private final StateFolder folder;
    private final List<Child> children;
    private final Runnable publish;

    Shutdown(Settings settings, List<Child> children, Runnable publish) {
        this.settings = settings;
        this.folder = settings.folder();
        this.children = children;
        this.publish = publish;
    }

    void run() {
        endTraining();
        stop(child -> child.program() != Program.BROKER);
        stop(child -> child.program() == Program.BROKER);
        for (var ended : Termination.end(Recorded.instances(folder), INSTANCE_GRACE)) {
            Log.line(Instant.now(), "ended leftover", "process", ended.name());
        }
        try {
            Recorded.forget(folder);
        } catch (IOException failure) {
            Log.line(Instant.now(), "state not removed", "reason", failure.getMessage());
        }
        Log.line(Instant.now(), "stopped");
    }

    private void endTraining() {
        try {
            Recorded.endTraining(folder);
        } catch (IOException failure) {
            Log.line(Instant.now(), "training not removed", "reason", failure.getMessage());
        }
    }

    private void stop(Predicate<Child> which) {
        var deadlines = new HashMap<Child, Instant>();
        for (var child : children.stream().filter(which).toList()) {
            deadlines.put(child, Instant.now().plus(grace(child)));
            child.stopping(Instant.now());
            child.process().ifPresent(Process::destroy);
        }
        publish.run();
        deadlines.entrySet().forEach(this::awaitEnd);
        publish.run();
    }

    private Duration grace(Child child) {
        if (settings.archiving().trains(child.program())) {
            return ARCHIVE_DEADLINE;
        }
        var answers = child.phase() == ChildPhase.READY || child.phase() == ChildPhase.UNREADY;
        return answers ? child.program().stopDeadline() : STARTING_DEADLINE;
    }

    private void awaitEnd(Map.Entry<Child, Instant> entry) {
        var child = entry.getKey();
        if (child.process().isEmpty()) {
            return;
        }
        var process = child.process().get();
        try {
            var left = Duration.between(Instant.now(), entry.getValue()).toMillis();
            if (!process.waitFor(Math.max(0, left), TimeUnit.MILLISECONDS)) {
                Log.line(Instant.now(), "killed", "process", child.title(), "reason", "still running at its deadline");
                process.destroyForcibly();
                process.waitFor();
            }
            child.stopped(process.exitValue(), Instant.now());
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
