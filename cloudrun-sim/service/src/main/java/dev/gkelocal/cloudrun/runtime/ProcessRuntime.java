package dev.gkelocal.cloudrun.runtime;

import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure;
import dev.gkelocal.cloudrun.runtime.ProcessGroup.Signal;
import dev.gkelocal.cloudrun.runtime.StartTurns.Turn;
import dev.gkelocal.contracts.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances as processes on this machine. They outlive a crash of this program, which finds them again by pid, start
 * time and process group. CPU and memory limits are not enforced.
 */
public final class ProcessRuntime implements InstanceRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessRuntime.class);
    /** From SIGKILL until the end of a process is certain. */
    private static final Duration KILL_TAKES = Duration.ofSeconds(2);
    /** Slow starters must not keep others from starting for good. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

    private static final Duration ADOPTED_CHECK = Duration.ofMillis(50);

    private static final String LOOPBACK = "127.0.0.1";

    private final InstanceFiles files;
    private final ProcessGroup groups;
    private final FreePorts ports = new FreePorts(new Random());
    private final BaseEnvironment environment;
    private final Duration shutdownGrace;
    private final InstantSource clock;
    private final Consumer<InstanceEvent> listener;
    private final StartupProbe probe;
    private final StartTurns turns;
    private final Map<InstanceId, LiveInstance> live = new ConcurrentHashMap<>();

    /**
     * @param shutdownGrace from SIGTERM to SIGKILL for an instance that never listened
     * @param parallelStarts instances that start at the same time; 0 for what suits this machine
     */
    public ProcessRuntime(
            Path stateDir,
            Duration shutdownGrace,
            int parallelStarts,
            InstantSource clock,
            Consumer<InstanceEvent> listener) {
        this(stateDir, shutdownGrace, parallelStarts, clock, listener, new ProcessGroup());
    }

    ProcessRuntime(
            Path stateDir,
            Duration shutdownGrace,
            int parallelStarts,
            InstantSource clock,
            Consumer<InstanceEvent> listener,
            ProcessGroup groups) {
        this.files = new InstanceFiles(stateDir);
        this.groups = groups;
        this.environment = new BaseEnvironment(System.getenv(), Path.of(System.getProperty("java.home")));
        this.shutdownGrace = shutdownGrace;
        this.clock = clock;
        this.listener = listener;
        this.probe = new StartupProbe(clock);
        this.turns = new StartTurns(parallelStarts == 0 ? StartTurns.forThisMachine() : parallelStarts, LONGEST_TURN);
    }

    @Override
    public void start(InstanceOrder order) {
        var instance = new LiveInstance(order.id());
        live.put(order.id(), instance);
        var turn = turns.ask();
        Thread.ofVirtual().name("start-" + order.id()).start(() -> takeTurn(order, instance, turn));
    }

    @Override
    public void stop(InstanceId id, Duration grace) {
        var instance = live.get(id);
        if (instance != null) {
            Thread.ofVirtual().name("stop-" + id).start(() -> end(instance, grace));
        }
    }

    @Override
    public void shutDown(Duration grace) {
        var all = List.copyOf(live.values());
        var stops = all.stream()
                .map(it -> Thread.ofVirtual().start(() -> end(it, grace)))
                .toList();
        try {
            for (var stop : stops) {
                stop.join();
            }
            for (var instance : all) {
                instance.awaitExit(KILL_TAKES);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeTurn(InstanceOrder order, LiveInstance instance, Turn turn) {
        try {
            turn.await();
            run(order, instance, turn);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            turn.end();
        }
    }

    private void run(InstanceOrder order, LiveInstance instance, Turn turn) throws InterruptedException {
        if (instance.stopping()) {
            gone(instance, Exit.UNKNOWN);
            return;
        }
        if (!(order.workload() instanceof Workload.Program program)) {
            fail(instance, new StartFailure.NotSpawned("this machine runs programs, not containers of images"));
            gone(instance, Exit.UNKNOWN);
            return;
        }
        try {
            var created = clock.instant();
            int port = ports.take();
            var entry = InstanceFiles.Entry.intended(order, port, created);
            instance.exited().thenRun(() -> ports.giveBack(port));
            files.write(entry);
            var process = groups.spawn(program, environment.of(order, port), files.paths(order.id(), order.revision()));
            watch(instance, process, created);
            var identity = ProcessIdentity.of(process.pid());
            if (identity.isPresent()) {
                instance.runs(identity.get());
                listener.accept(new InstanceEvent.Spawned(order.id(), clock.instant(), process.pid()));
                awaitReady(order, instance, entry.running(identity.get()), turn);
            }
        } catch (IOException | UncheckedIOException e) {
            fail(instance, new StartFailure.NotSpawned(String.valueOf(e.getMessage())));
            gone(instance, Exit.UNKNOWN);
        }
    }

    private void awaitReady(InstanceOrder order, LiveInstance instance, InstanceFiles.Entry entry, Turn turn)
            throws IOException, InterruptedException {
        if (instance.stopping()) {
            end(instance, shutdownGrace);
            return;
        }
        var result = probe.await(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), entry.port()),
                order.startupTimeout(),
                () -> !instance.stopping() && !instance.exited().isDone());
        turn.end();
        switch (result) {
            case LISTENS -> ready(order, instance, entry);
            case TIMED_OUT -> {
                var elsewhere = Optional.ofNullable(entry.pid()).flatMap(ListeningPorts::ofGroup);
                fail(
                        instance,
                        new StartFailure.NeverListened(entry.port(), order.startupTimeout(), elsewhere.orElse(null)));
                end(instance, shutdownGrace);
            }
            case GIVEN_UP -> {}
        }
    }

    private void ready(InstanceOrder order, LiveInstance instance, InstanceFiles.Entry entry)
            throws IOException, InterruptedException {
        var notBefore = entry.createTime().plus(order.notReadyBefore());
        var wait = Duration.between(clock.instant(), notBefore);
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
        var now = clock.instant();
        if (instance.stopping() || instance.exited().isDone()) {
            return;
        }
        // Before the record, for a request waits. Until it is written, the pid that the process noted serves a
        // clean-up.
        listener.accept(new InstanceEvent.Ready(
                order.id(), now, LOOPBACK, entry.port(), Duration.between(entry.createTime(), now)));
        files.write(entry.ready(now));
        if (instance.exited().isDone()) {
            files.forget(order.id());
        }
    }

    private void watch(LiveInstance instance, Process process, Instant created) {
        process.onExit().thenAccept(it -> {
            LOG.debug("instance={} ended after={}", instance.id(), Duration.between(created, clock.instant()));
            groups.signal(it.pid(), Signal.KILL);
            gone(instance, new Exit(it.exitValue()));
        });
    }

    private void end(LiveInstance instance, Duration grace) {
        var process = instance.requestStop();
        if (process == null || instance.exited().isDone()) {
            return;
        }
        try {
            groups.signal(process.pid(), Signal.TERM);
            if (!instance.awaitExit(grace)) {
                groups.signal(process.pid(), Signal.KILL);
            }
        } catch (InterruptedException _) {
            groups.signal(process.pid(), Signal.KILL);
            Thread.currentThread().interrupt();
        }
    }

    private void fail(LiveInstance instance, StartFailure failure) {
        listener.accept(new InstanceEvent.StartFailed(instance.id(), clock.instant(), failure));
    }

    private void gone(LiveInstance instance, Exit exit) {
        if (instance.exited().complete(exit)) {
            live.remove(instance.id());
            files.forget(instance.id());
            listener.accept(new InstanceEvent.Exited(instance.id(), clock.instant(), exit));
        }
    }

    @Override
    public List<AdoptedInstance> adopt() {
        try {
            var adopted = new ArrayList<AdoptedInstance>();
            for (var entry : files.all()) {
                adopt(entry).ifPresent(adopted::add);
            }
            return List.copyOf(adopted);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the records of running instances", e);
        }
    }

    private Optional<AdoptedInstance> adopt(InstanceFiles.Entry entry) {
        var process = entry.process().filter(ProcessIdentity::isAlive);
        if (process.isEmpty()) {
            // The leader is gone, but what it started may not be.
            entry.process().ifPresent(it -> killLeftOvers(it.pid()));
            files.forget(entry.id());
            return Optional.empty();
        }
        long pid = process.get().pid();
        var readyTime = entry.readyTime();
        if (readyTime == null) {
            groups.signal(pid, Signal.KILL);
            files.forget(entry.id());
            return Optional.empty();
        }
        var instance = new LiveInstance(entry.id());
        instance.runs(process.get());
        live.put(entry.id(), instance);
        ports.take(entry.port());
        instance.exited().thenRun(() -> ports.giveBack(entry.port()));
        Thread.ofVirtual().name("adopted-" + entry.id()).start(() -> watchAdopted(instance, process.get()));
        return Optional.of(new AdoptedInstance(
                entry.id(), entry.revision(), pid, LOOPBACK, entry.port(), entry.createTime(), readyTime));
    }

    /** The JDK looks after processes that are not its own less and less often, in the end every five seconds. */
    private void watchAdopted(LiveInstance instance, ProcessIdentity process) {
        try {
            while (process.isAlive()) {
                Thread.sleep(ADOPTED_CHECK);
            }
            groups.signal(process.pid(), Signal.KILL);
            gone(instance, Exit.UNKNOWN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A group whose leader has gone keeps its number until its last process ends, so no other process can have it. */
    private void killLeftOvers(long pgid) {
        if (ProcessHandle.of(pgid).isEmpty()) {
            groups.signal(pgid, Signal.KILL);
        }
    }
}
