package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.ClassArchives;
import dev.gkelocal.embedded.launch.DebugPort;
import dev.gkelocal.embedded.launch.PortPlan;
import dev.gkelocal.embedded.launch.ProgramCommand;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;

/** Starts the process of a child and the threads that watch it. */
final class ProgramStarter {
    private final ProgramCommand command;
    private final Archiving archiving;
    private final ClassArchives archives;
    private final BlockingQueue<Event> events;

    ProgramStarter(ProgramCommand command, Archiving archiving, ClassArchives archives, BlockingQueue<Event> events) {
        this.command = command;
        this.archiving = archiving;
        this.archives = archives;
        this.events = events;
    }

    void start(Child child, Backoff backoff, PortPlan ports) {
        var run = child.nextRun();
        var flags = archiving.flags(child.program(), archives);
        var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        try {
            var process = command.prepare(child.program(), id, withDebugger(child, flags))
                    .start();
            var prober = Prober.start(child, run, Readiness.of(child.program(), ports, id, process.pid()), events);
            child.started(process, !flags.isEmpty(), prober, Instant.now());
            var _ = process.onExit().thenAccept(it -> events.add(new Event.Exited(child, run, it.exitValue())));
            Log.line(Instant.now(), "started", "process", child.title(), "pid", process.pid(), "run", run);
        } catch (IOException | IllegalArgumentException failure) {
            child.notStarted("cannot be started: " + failure.getMessage(), backoff, Instant.now());
            Log.line(Instant.now(), "not started", "process", child.title(), "reason", failure.getMessage());
        }
    }

    /** A training run beside this one must not want the same port. */
    private List<String> withDebugger(Child child, List<String> flags) {
        if (archiving instanceof Archiving.Train) {
            return flags;
        }
        var all = new ArrayList<>(flags);
        all.addAll(DebugPort.flags(child.program(), System.getenv(DebugPort.VARIABLE)));
        return all;
    }
}
