package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.ClassArchives;
import dev.gkelocal.embedded.launch.PortPlan;
import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.embedded.launch.ProgramCommand;
import dev.gkelocal.embedded.state.ChildPhase;
import dev.gkelocal.embedded.state.PlatformPhase;
import dev.gkelocal.embedded.state.RotatedLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The loop that keeps the programs running: one thread, fed by events, woken by the next thing that is due. */
final class Supervision {
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    private static final Duration TRAINING_END = Duration.ofSeconds(2);
    private static final int TAIL_LINES = 15;

    private final Settings settings;
    private final PortPlan ports;
    private final ProgramStarter starter;
    private final ClassArchives archives;
    private final StartJudge judge;
    private final Publication publication;
    private final List<Child> children;
    private final List<RotatedLog> logs;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Optional<Refusal> portTaken = Optional.empty();
    private PlatformPhase phase = PlatformPhase.STARTING;
    private @Nullable Thread training;

    Supervision(Settings settings, PortPlan ports, Instant startedAt) throws IOException {
        this.settings = settings;
        this.ports = ports;
        this.judge = new StartJudge(startedAt, settings.startTimeout());
        this.publication = new Publication(settings, startedAt);
        this.archives = ClassArchives.of(settings.dist(), settings.folder().cache());
        this.starter = new ProgramStarter(
                new ProgramCommand(settings.dist(), settings.folder(), ports, settings.shared()),
                settings.archiving(),
                archives,
                events);
        this.children = settings.programs().stream()
                .map(program -> new Child(program, settings.folder().log(program.title()), numbers(program), startedAt))
                .toList();
        this.logs = Stream.concat(
                        Stream.of(settings.folder().log("supervisor")),
                        children.stream().map(Child::log))
                .map(file -> new RotatedLog(
                        file, settings.logs().maxBytes(), settings.logs().files()))
                .toList();
    }

    private Map<String, Integer> numbers(Program program) {
        return program.ports().stream().collect(Collectors.toMap(it -> it.key(), ports::of));
    }

    /** Returns when all has stopped: why it never became ready, or empty after it was asked to stop. */
    Optional<Refusal> run() throws IOException {
        try {
            publication.addresses(ports);
            return serve();
        } finally {
            stopTraining();
            new Shutdown(settings, children, this::publish).run();
            ended.countDown();
        }
    }

    /** Waits for its thread: one that is about to start a process would start it after the search for leftovers. */
    private void stopTraining() {
        if (training != null) {
            training.interrupt();
            try {
                training.join(TRAINING_END);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** From another thread. */
    void stopAndWait() {
        events.add(new Event.StopRequested());
        try {
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Refusal> serve() {
        Optional<Refusal> refusal = Optional.empty();
        var stop = false;
        while (!stop && refusal.isEmpty()) {
            startWhatIsDue(Instant.now());
            updatePhase();
            publish();
            stop = await(untilNextDue(Instant.now()));
            refusal = judgeStart(Instant.now());
        }
        phase = PlatformPhase.STOPPING;
        return refusal;
    }

    /** Applies all events there are, after waiting for one. @return whether to stop */
    private boolean await(Duration atMost) {
        try {
            var event = events.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
            var stop = false;
            while (event != null) {
                stop |= apply(event, Instant.now());
                event = events.poll();
            }
            rotateLogs();
            return stop;
        } catch (InterruptedException _) {
            return true;
        }
    }

    private boolean apply(Event event, Instant now) {
        switch (event) {
            case Event.StopRequested() -> {
                return true;
            }
            case Event.Exited(var child, var run, var code)
            when run == child.run() -> {
                child.exited(code, settings.backoff(), now);
                Log.line(now, "ended", "process", child.title(), "how", child.lastExit());
                portTaken = portTaken.or(() -> takenPort(child));
            }
            case Event.Answered(var child, var run)
            when run == child.run() && child.isRunning() -> {
                child.ready(now);
                Log.line(now, "ready", "process", child.title());
            }
            case Event.StoppedAnswering(var child, var run, var how)
            when run == child.run() && child.isRunning() -> {
                child.unready(how, now);
                Log.line(now, "stopped answering", "process", child.title(), "how", how);
            }
            case Event.Exited _, Event.Answered _, Event.StoppedAnswering _ -> {}
        }
        return false;
    }

    /** The broker first; the services at once when it listens (embedded-runtime sheet, section 4). */
    private void startWhatIsDue(Instant now) {
        var brokerUp = children.getFirst().wasReady();
        for (var child : children) {
            var first = child.phase() == ChildPhase.WAITING && (brokerUp || child.program() == Program.BROKER);
            if (first || child.isDue(now)) {
                starter.start(child, settings.backoff(), ports);
                publish();
            }
        }
    }

    /** A program that ended before it was ever ready, with one of its ports in the hands of somebody else, lost it to them. */
    private Optional<Refusal> takenPort(Child child) {
        return child.wasReady()
                ? Optional.empty()
                : child.program().ports().stream()
                        .flatMap(port -> PortPlan.busy(port, ports.of(port)).stream())
                        .findFirst()
                        .map(sentence -> new Refusal(Refusal.PRECONDITION, sentence, true));
    }

    private Optional<Refusal> judgeStart(Instant now) {
        if (phase != PlatformPhase.STARTING || portTaken.isPresent()) {
            return portTaken;
        }
        var facts = children.stream()
                .map(it -> new StartJudge.Facts(it.title(), it.wasReady(), it.streak(), it.lastExit()))
                .toList();
        return judge.judge(facts, now).map(this::refusal);
    }

    private Refusal refusal(StartJudge.Verdict verdict) {
        return switch (verdict) {
            case StartJudge.Verdict.EndsEarly(var title, var how) ->
                new Refusal(Refusal.FAILED, title + " ends before it is ready (" + how + ")." + lastLines(title));
            case StartJudge.Verdict.TakesTooLong(var title, var waited) ->
                new Refusal(
                        Refusal.TIME_OUT,
                        title + " is not ready after " + waited.toSeconds() + " s." + lastLines(title));
        };
    }

    private String lastLines(String title) {
        var log = settings.folder().log(title);
        var lines = RotatedLog.tail(log, TAIL_LINES);
        return lines.isEmpty()
                ? " Its log " + log + " is empty."
                : " The end of " + log + ":\n  " + String.join("\n  ", lines);
    }

    private void updatePhase() {
        var allReady = children.stream().allMatch(it -> it.phase() == ChildPhase.READY);
        if (allReady) {
            phase = PlatformPhase.READY;
            if (training == null && settings.archiving() instanceof Archiving.Use(var make) && make) {
                training = new Training(settings, archives).start();
            }
        } else if (phase == PlatformPhase.READY) {
            phase = PlatformPhase.DEGRADED;
        }
    }

    private Duration untilNextDue(Instant now) {
        var due = new ArrayList<Instant>();
        due.add(now.plus(HOUSEKEEPING));
        children.forEach(child -> child.nextStart().ifPresent(due::add));
        if (phase == PlatformPhase.STARTING) {
            due.add(judge.deadline());
        }
        var wait = Duration.between(now, due.stream().min(Instant::compareTo).orElse(now));
        return wait.isNegative() ? Duration.ZERO : wait.plusMillis(1);
    }

    private void rotateLogs() {
        for (var log : logs) {
            try {
                if (log.isDue()) {
                    log.rotate();
                }
            } catch (IOException failure) {
                Log.line(Instant.now(), "log not rotated", "file", log.file(), "reason", failure.getMessage());
            }
        }
    }

    private void publish() {
        publication.state(phase, children.stream().map(Child::report).toList());
    }
}
