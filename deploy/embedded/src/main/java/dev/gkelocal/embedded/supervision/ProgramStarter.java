package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.PortPlan;
import dev.gkelocal.embedded.launch.ProgramCommand;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** Starts the process of a child and the threads that watch it. */
final class ProgramStarter {
    private final ProgramCommand command;
    private final BlockingQueue<Event> events;

    ProgramStarter(ProgramCommand command, BlockingQueue<Event> events) {
        this.command = command;
        this.events = events;
    }

    void start(Child child, Backoff backoff, PortPlan ports) {
        var run = child.nextRun();
        try {
            var process = command.prepare(child.program(), List.of()).start();
            var prober = Prober.start(child, run, Readiness.of(child.program(), ports), events);
            child.started(process, false, prober, Instant.now());
            var _ = process.onExit().thenAccept(it -> events.add(new Event.Exited(child, run, it.exitValue())));
            Log.line(Instant.now(), "started", "process", child.title(), "pid", process.pid(), "run", run);
        } catch (IOException failure) {
            child.notStarted("cannot be started: " + failure.getMessage(), backoff, Instant.now());
            Log.line(Instant.now(), "not started", "process", child.title(), "reason", failure.getMessage());
        }
    }
}
