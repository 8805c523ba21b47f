package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.Answer;
import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.autopilot.ClusterState;
import dev.gkelocal.contracts.autopilot.EventRecorded;
import dev.gkelocal.contracts.autopilot.ObjectName;
import dev.gkelocal.contracts.autopilot.WorkloadState;
import dev.gkelocal.contracts.platform.Simulator;
import dev.gkelocal.contracts.platform.SimulatorState;
import dev.gkelocal.eventlog.Event;
import dev.gkelocal.eventlog.EventLog;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one cluster, on a thread of its own. What users apply comes from the event log; Pods, nodes and events go there; the whole state
 * follows at least every second in which something changed. After a restart the cluster goes on from the last state and what was applied
 * since, at the simulated time at which it stopped: equal inputs give equal outputs, so nothing is lost.
 */
public final class LiveCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCluster.class);
    private static final long SECOND = 1_000;
    /** Until the other services of the platform have started, and before most users apply anything. */
    private static final long REHEARSED_AFTER = 2_000;
    /** While nothing but the clock changes. */
    private static final long IDLE_SNAPSHOT = 30_000;

    private final LiveSettings settings;
    private final Gatekeeper gatekeeper;
    private final ClusterMeters meters;
    private final InstantSource clock;
    private final SimulatedTime time;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cluster").daemon().factory());

    private volatile boolean enabled;
    private volatile Consumer<ClusterEvent> listener = ignored -> {};

    // on the cluster's thread alone
    private final Map<ObjectName, Long> applied = new TreeMap<>(Comparator.comparing(ObjectName::toString));
    private final Map<ObjectName, Answer> answers = new HashMap<>();
    private final Chronicle chronicle = new Chronicle();
    private @Nullable SimulatedCluster cluster;
    private @Nullable Publication publication;
    private @Nullable EventLog log;
    private long generation;
    private long lastSnapshot;
    private boolean dirty;
    private boolean writtenAsRunning;

    public LiveCluster(
            LiveSettings settings,
            Gatekeeper gatekeeper,
            ClusterMeters meters,
            InstantSource clock,
            SimulatedTime time) {
        this.settings = settings;
        this.gatekeeper = gatekeeper;
        this.meters = meters;
        this.clock = clock;
        this.time = time;
        this.enabled = settings.enabled();
    }

    /** @param nanos a clock that never goes back */
    public static LiveCluster of(
            LiveSettings settings,
            Gatekeeper gatekeeper,
            ClusterMeters meters,
            InstantSource clock,
            java.util.function.LongSupplier nanos) {
        return new LiveCluster(settings, gatekeeper, meters, clock, new SimulatedTime(settings.scale(), nanos));
    }

    /** Adds what is to be read and written; the log may then be opened. */
    public EventLog.Builder subscribe(EventLog.Builder builder) {
        return builder.read(Topics.AUTOPILOT_WORKLOAD, event -> loop.execute(() -> follow(event)))
                .read(Topics.PLATFORM_SIMULATOR, this::onSimulator)
                .read(Topics.AUTOPILOT_CLUSTER)
                .read(Topics.AUTOPILOT_POD)
                .read(Topics.AUTOPILOT_NODE)
                .read(Topics.AUTOPILOT_EVENT, this::onEvent);
    }

    public boolean isEnabled() {
        return enabled;
    }

    /** Everything that was on the log has been read: the cluster goes on. */
    public CompletableFuture<Void> begin(EventLog opened) {
        return CompletableFuture.runAsync(
                () -> {
                    log = opened;
                    publication = new Publication(opened, clock);
                    var restored = restore(opened);
                    catchUp(restored, opened);
                    cluster = restored;
                    time.pause();
                    settle(restored, true);
                    long millis = settings.tick().toMillis();
                    loop.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
                    loop.schedule(this::rehearse, REHEARSED_AFTER, TimeUnit.MILLISECONDS);
                },
                loop);
    }

    private void rehearse() {
        if (enabled) {
            Thread.ofPlatform()
                    .daemon()
                    .name("rehearsal")
                    .start(new Rehearsal(settings.facts().apply(clock.instant())));
        }
    }

    /** Asks the cluster as it stands, between two steps. */
    public <T> CompletableFuture<T> ask(Function<SimulatedCluster, T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    if (cluster == null) {
                        throw new IllegalStateException("the cluster is not there yet");
                    }
                    return question.apply(cluster);
                },
                loop);
    }

    /** Changes the cluster between two steps: by what another cluster says, which is the truth there. What follows is carried out at once. */
    public <T> CompletableFuture<T> change(Function<SimulatedCluster, T> command) {
        return ask(running -> {
            var result = command.apply(running);
            gatekeeper.renew(running.objects());
            record(running.advance(running.now()));
            dirty = true;
            settle(running, false);
            return result;
        });
    }

    /** From now on hears of everything that happens, on the cluster's thread. */
    public void listen(Consumer<ClusterEvent> next) {
        listener = next;
    }

    /** Newest first. */
    public CompletableFuture<List<EventRecorded>> events() {
        return CompletableFuture.supplyAsync(chronicle::newestFirst, loop);
    }

    /** What the cluster said of the newest change to an object. */
    CompletableFuture<@Nullable Answer> answer(ObjectName object) {
        return CompletableFuture.supplyAsync(() -> answers.get(object), loop);
    }

    private SimulatedCluster restore(EventLog opened) {
        var held = record(opened);
        held.ifPresent(it -> generation = it.version().generation());
        var beginning = held.map(it -> Beginning.of(it, settings.facts()))
                .orElseGet(() -> Beginning.fresh(settings.facts(), clock.instant()));
        applied.putAll(beginning.applied());
        var restored = beginning.cluster();
        var workloads = opened.table(Topics.AUTOPILOT_WORKLOAD).all();
        for (var gone : List.copyOf(applied.keySet())) {
            if (!workloads.containsKey(gone.toString())) {
                delete(restored, gone);
            }
        }
        workloads.values().stream()
                .sorted(Comparator.comparing(WorkloadState::simulatedTime)
                        .thenComparing(it -> it.name().toString()))
                .forEach(it -> apply(restored, it));
        return restored;
    }

    /**
     * A program that was killed had gone on after its last record, for no longer than such records are apart. The cluster is brought there
     * again, so that its clock does not go back; what it said then is not said twice.
     */
    private void catchUp(SimulatedCluster restored, EventLog opened) {
        var held = record(opened).filter(ClusterState::running).orElse(null);
        if (held != null) {
            long millis = Math.clamp(clock.millis() - held.at().toEpochMilli(), 0, IDLE_SNAPSHOT);
            var then = held.simulatedTime().plusMillis(Math.round(millis * settings.scale()));
            chronicle.withoutRepeating(
                    () -> record(restored.advance(then.isAfter(restored.now()) ? then : restored.now())));
        }
    }

    private Optional<ClusterState> record(EventLog opened) {
        return opened.table(Topics.AUTOPILOT_CLUSTER)
                .get(settings.facts().apply(clock.instant()).name());
    }

    private void onSimulator(Event<SimulatorState> event) {
        if (event instanceof Event.Written<SimulatorState> written
                && written.value().simulator() == Simulator.AUTOPILOT
                && written.value().enabled() != enabled) {
            enabled = written.value().enabled();
            LOG.info("simulator={} enabled={}", Simulator.AUTOPILOT.id(), enabled);
        }
    }

    /** Those of earlier runs; one's own are remembered as they happen. */
    private void onEvent(Event<EventRecorded> event) {
        if (event instanceof Event.Written<EventRecorded> written) {
            loop.execute(() -> {
                if (cluster == null) {
                    chronicle.remember(written.value());
                }
            });
        }
    }

    private void follow(Event<WorkloadState> event) {
        var running = cluster;
        if (running == null) {
            return;
        }
        switch (event) {
            case Event.Written<WorkloadState> written -> apply(running, written.value());
            case Event.Removed<WorkloadState> removed ->
                delete(running, ObjectName.parse(removed.envelope().key()));
        }
        settle(running, true);
    }

    private void apply(SimulatedCluster running, WorkloadState workload) {
        var version = workload.version().generation();
        if (Long.valueOf(version).equals(applied.get(workload.name()))) {
            return;
        }
        if (workload.simulatedTime().isAfter(running.now())) {
            record(running.advance(workload.simulatedTime()));
        }
        applied.put(workload.name(), version);
        var answer = running.apply(Json.read(workload.manifest()));
        answers.put(workload.name(), answer);
        if (!(answer instanceof Answer.Accepted)) {
            LOG.warn("not applied object={} answer={}", workload.name(), answer);
        }
        gatekeeper.renew(running.objects());
        dirty = true;
    }

    private void delete(SimulatedCluster running, ObjectName name) {
        applied.remove(name);
        answers.put(name, running.delete(name.kind(), name.namespace(), name.name()));
        gatekeeper.renew(running.objects());
        dirty = true;
    }

    private void tick() {
        var running = cluster;
        if (running == null || !enabled) {
            time.pause();
            if (running != null && writtenAsRunning) {
                snapshot(running, false);
            }
            return;
        }
        try {
            record(running.advance(time.after(running.now())));
            settle(running, false);
        } catch (RuntimeException bug) {
            LOG.error("the cluster stumbled simulatedTime={}", running.now(), bug);
        }
    }

    private void record(List<ClusterEvent> happened) {
        for (var event : happened) {
            chronicle.happened(event).ifPresent(record -> {
                meters.happened(event);
                listener.accept(event);
                if (log != null) {
                    log.publisher().fact(Topics.AUTOPILOT_EVENT, record, null);
                }
            });
        }
    }

    /** After a step: what changed goes to the log in one batch, the whole state last. */
    private void settle(SimulatedCluster running, boolean atOnce) {
        if (publication != null) {
            dirty |= publication.publish(running);
        }
        gatekeeper.closed(running.closedPods());
        meters.measure(running);
        long passed = clock.millis() - lastSnapshot;
        if (atOnce || passed >= (dirty ? SECOND : IDLE_SNAPSHOT)) {
            snapshot(running, enabled);
        }
    }

    private void snapshot(SimulatedCluster running, boolean goesOn) {
        if (log == null || publication == null) {
            return;
        }
        var version = publication.after(generation);
        var generations = new TreeMap<String, Long>();
        applied.forEach((name, number) -> generations.put(name.toString(), number));
        var state = running.state();
        log.publisher()
                .state(
                        Topics.AUTOPILOT_CLUSTER,
                        new ClusterState(
                                state.facts().name(),
                                version,
                                clock.instant(),
                                state.now(),
                                goesOn,
                                state.bill().total().doubleValue(),
                                generations,
                                Snapshots.write(state)),
                        null);
        generation = version.generation();
        lastSnapshot = clock.millis();
        dirty = false;
        writtenAsRunning = goesOn;
    }

    /** The clock is kept to the millisecond when the program is asked to stop. */
    @Override
    public void close() {
        loop.execute(() -> {
            var running = cluster;
            if (running != null) {
                settle(running, false);
                snapshot(running, false);
            }
        });
        loop.shutdown();
        try {
            if (!loop.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.warn("the cluster did not stop in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
