package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.core.scaling.Autoscaler;
import dev.gkelocal.cloudrun.core.scaling.ScalingDecision;
import dev.gkelocal.cloudrun.core.scaling.StartupAverage;
import dev.gkelocal.cloudrun.fleet.FleetListener.Health;
import dev.gkelocal.cloudrun.routing.DataPlane;
import dev.gkelocal.cloudrun.runtime.AdoptedInstance;
import dev.gkelocal.cloudrun.runtime.InstanceEvent;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure;
import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.ScalingDecided.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All instances of this machine. One thread owns everything here: what others report is put in its queue, and what it
 * decides is done at once. It never waits for a process, the ingress or the event log.
 */
public final class Fleet implements DataPlane.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    /** For what is in the queue already. */
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(200);

    private final FleetSettings settings;
    private final Autoscaler autoscaler;
    private final Orders orders;
    private final FleetListener listener;
    private final InstantSource clock;
    private final SimulatedTime simulated;
    private final Supplier<InstanceId> ids;
    private final ScheduledExecutorService loop;
    private final Map<RevisionName, RevisionFleet> revisions = new HashMap<>();
    private final Map<ServiceName, StartupAverage> startups = new HashMap<>();
    private final Map<InstanceId, StartFailure> failures = new HashMap<>();
    /** Read by the ingress' threads; changed by the fleet's own only. */
    private final Map<InstanceId, Member> members = new ConcurrentHashMap<>();
    /** Revisions whose waiting requests are already in the queue, with the traceparent of the first of these. */
    private final Map<RevisionName, String> waking = new ConcurrentHashMap<>();

    private InstanceRuntime runtime = Nowhere.RUNTIME;
    private DataPlane dataPlane = Nowhere.DATA_PLANE;
    private FleetPlan plan = FleetPlan.EMPTY;
    /** The last one that was published. */
    private FleetPlan inForce = FleetPlan.EMPTY;

    private Instant observedUntil;
    private boolean halted;
    private final Shown shown = new Shown();

    /**
     * @param loop with a single thread
     * @param ids makes names of instances, each only once
     */
    public Fleet(
            FleetSettings settings,
            Orders orders,
            FleetListener listener,
            InstantSource clock,
            Supplier<InstanceId> ids,
            ScheduledExecutorService loop) {
        this.settings = settings;
        this.autoscaler = new Autoscaler(settings.scaling());
        this.orders = orders;
        this.listener = listener;
        this.clock = clock;
        this.simulated = new SimulatedTime(clock, settings.timeScale());
        this.ids = ids;
        this.loop = loop;
        this.observedUntil = simulated.instant();
    }

    /**
     * Begins work with the first plan: takes over instances that are there, stops those that no longer should be.
     *
     * @return completed once the first routes are published
     */
    public CompletableFuture<Void> start(
            InstanceRuntime ofInstances, DataPlane ofRequests, FleetPlan first, List<AdoptedInstance> adopted) {
        Runnable beginning = () -> {
            runtime = ofInstances;
            dataPlane = ofRequests;
            takePlan(first);
            adopt(adopted);
            evaluateAll();
        };
        var begun = CompletableFuture.runAsync(beginning, loop);
        var tick = settings.realTick().toNanos();
        loop.scheduleWithFixedDelay(guarded(this::tick), tick, tick, TimeUnit.NANOSECONDS);
        return begun;
    }

    public void apply(FleetPlan next) {
        later(() -> {
            takePlan(next);
            evaluateAll();
        });
    }

    public void on(InstanceEvent event) {
        later(() -> handle(event));
    }

    /** Decides nothing any more: somebody else ends the instances, and none is to come in their place. */
    public void halt() {
        later(() -> {
            halted = true;
            members.values().forEach(it -> it.stopRequested = true);
        });
    }

    private boolean decides() {
        return !halted && settings.lead().holds();
    }

    /** Forgets everything; instances go on. */
    @Override
    public void close() {
        loop.shutdown();
        try {
            if (!loop.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                loop.shutdownNow();
            }
        } catch (InterruptedException _) {
            loop.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void later(Runnable task) {
        try {
            loop.execute(guarded(task));
        } catch (RejectedExecutionException _) {
            LOG.debug("the fleet is closed");
        }
    }

    /** Figures of every revision as of the last evaluation. */
    public Map<RevisionName, FleetView> views() {
        return shown.views();
    }

    @Override
    public void requestWaits(RevisionName revision, String traceparent) {
        if (waking.putIfAbsent(revision, traceparent) == null) {
            later(() -> {
                var cause = waking.remove(revision);
                observe();
                var fleet = revisions.get(revision);
                if (fleet != null) {
                    // The request may be counted a moment after it is reported.
                    fleet.pending = Math.max(1, fleet.pending);
                    evaluate(fleet, cause);
                    publish();
                }
            });
        }
    }

    @Override
    public void instanceUnreachable(InstanceId instance) {
        LOG.info("instance={} does not answer", instance);
    }

    @Override
    public void busyChanged(InstanceId instance, int inFlight) {
        var member = members.get(instance);
        if (member != null) {
            member.used(simulated.instant());
            if (inFlight == 0 && member.draining()) {
                later(() -> endIfDrained(member));
            }
        }
    }

    private void takePlan(FleetPlan next) {
        plan = next;
        next.revisions().forEach((name, planned) -> {
            var held = revisions.get(name);
            if (held == null) {
                revisions.put(name, new RevisionFleet(planned, settings.scaling()));
            } else {
                held.plan(planned);
            }
        });
        for (var fleet : List.copyOf(revisions.values())) {
            if (!next.revisions().containsKey(fleet.plan().name())) {
                fleet.giveUp();
                if (fleet.members().isEmpty()) {
                    revisions.remove(fleet.plan().name());
                }
            }
        }
    }

    private void adopt(List<AdoptedInstance> found) {
        for (var instance : found) {
            var fleet = revisions.get(instance.revision());
            if (fleet == null) {
                LOG.info(
                        "instance={} revision={} has no revision any more: stopping it",
                        instance.id(),
                        instance.revision());
                runtime.stop(instance.id(), settings.shutdownGrace());
                continue;
            }
            var now = simulated.instant();
            var member = new Member(
                    instance.id(),
                    instance.revision(),
                    instance.createTime(),
                    now,
                    "adopted",
                    false,
                    settings.lead().epoch());
            member.spawned(instance.pid());
            member.ready(instance.host(), instance.port(), instance.readyTime(), now);
            enlist(fleet, member);
            LOG.info(
                    "instance={} revision={} at={}:{} adopted",
                    member.id,
                    member.revision,
                    instance.host(),
                    instance.port());
            if (fleet.trying()) {
                listener.tried(
                        member.revision,
                        new Trial.Passed(Duration.between(instance.createTime(), instance.readyTime())));
            }
        }
    }

    private void enlist(RevisionFleet fleet, Member member) {
        fleet.members().put(member.id, member);
        members.put(member.id, member);
        tell(member);
    }

    private void tell(Member member) {
        listener.instance(member.publish(clock.instant()), member.traceparent);
        if (!member.starting()) {
            member.traceparent = null;
        }
    }

    private void tick() {
        observe();
        evaluateAll();
        members.values().forEach(this::endIfDrained);
    }

    /** Takes over what the ingress saw since the last time. */
    private void observe() {
        var now = simulated.instant();
        var demand = dataPlane.takeDemand();
        revisions.forEach((name, fleet) -> {
            var seen = demand.get(name);
            fleet.pending = seen == null ? 0 : seen.pending();
            if (seen != null) {
                fleet.observe(observedUntil, now, seen.averageConcurrency());
            }
        });
        observedUntil = now;
        var inFlight = dataPlane.inFlight();
        members.values().forEach(it -> {
            it.busy(inFlight.getOrDefault(it.id, 0));
            if (it.inFlight > 0) {
                it.used(now);
            }
            if (!it.published()) {
                tell(it);
            }
        });
    }

    private void evaluateAll() {
        for (var fleet : List.copyOf(revisions.values())) {
            evaluate(fleet, fleet.pending > 0 ? waking.get(fleet.plan().name()) : null);
        }
        publish();
    }

    /** @param cause traceparent of a request that waits; absent when none does */
    private void evaluate(RevisionFleet fleet, @Nullable String cause) {
        if (!decides()) {
            return;
        }
        var now = simulated.instant();
        var average = startups.getOrDefault(fleet.plan().name().service(), StartupAverage.NONE);
        var facts = fleet.facts(now, plan.enabled(), average.mean(), simulated.of(fleet.startsFrom()));
        var decision = autoscaler.decide(facts, now);
        fleet.last = decision;
        for (int i = 0; i < decision.starts(); i++) {
            start(fleet, decision, cause);
        }
        for (var id : decision.stops()) {
            drain(fleet, id);
        }
        if (decision.changesCount()) {
            LOG.info(
                    "revision={} instances from={} to={} reason={}",
                    fleet.plan().name(),
                    decision.from(),
                    decision.to(),
                    decision.reason());
            listener.decided(decision.toEvent(clock.instant()), cause);
        }
    }

    private void start(RevisionFleet fleet, ScalingDecision decision, @Nullable String traceparent) {
        boolean forRequest = decision.facts().pending() > 0;
        var id = ids.get();
        var now = clock.instant();
        var cause = decision.reason().name().toLowerCase(Locale.ROOT);
        var epoch = settings.lead().epoch();
        var member = new Member(id, fleet.plan().name(), now, simulated.of(now), cause, forRequest, epoch);
        member.traceparent = traceparent;
        enlist(fleet, member);
        var floor = decision.reason() == Reason.DEPLOY_CHECK ? Duration.ZERO : settings.coldStartDelay();
        orders.of(fleet.plan(), id, settings.startupTimeout(), floor)
                .ifPresentOrElse(
                        runtime::start,
                        () -> later(() -> imageGone(id, fleet.plan().imageDigest())));
    }

    private void imageGone(InstanceId id, String digest) {
        handle(new InstanceEvent.StartFailed(
                id,
                clock.instant(),
                new StartFailure.NotSpawned("image " + digest + " is no longer in the image store")));
        handle(new InstanceEvent.Exited(id, clock.instant(), Exit.UNKNOWN));
    }

    private void drain(RevisionFleet fleet, InstanceId id) {
        var member = fleet.members().get(id);
        if (member == null || member.draining()) {
            return;
        }
        boolean started = !member.starting();
        member.drain(clock.instant().plus(fleet.plan().template().timeout()));
        tell(member);
        if (started) {
            // The new table must be in force first: only then is the count of its requests final.
            later(() -> endIfDrained(member));
        } else {
            end(member);
        }
    }

    private void endIfDrained(Member member) {
        if (!member.draining() || member.stopRequested || !decides()) {
            return;
        }
        var deadline = member.drainDeadline;
        int inFlight = dataPlane.inFlight().getOrDefault(member.id, 0);
        if (inFlight == 0 || deadline == null || clock.instant().isAfter(deadline)) {
            end(member);
        }
    }

    private void end(Member member) {
        member.stopRequested = true;
        runtime.stop(member.id, settings.shutdownGrace());
    }

    private void handle(InstanceEvent event) {
        var member = members.get(event.id());
        if (member == null) {
            return;
        }
        var fleet = revisions.get(member.revision);
        switch (event) {
            case InstanceEvent.Spawned spawned -> {
                member.spawned(spawned.pid());
                tell(member);
            }
            case InstanceEvent.Ready ready -> becameReady(fleet, member, ready);
            case InstanceEvent.StartFailed failed -> failures.put(member.id, failed.failure());
            case InstanceEvent.Exited exited -> exited(fleet, member, exited);
        }
    }

    private void becameReady(@Nullable RevisionFleet fleet, Member member, InstanceEvent.Ready ready) {
        if (!member.starting() || halted) {
            return;
        }
        member.ready(ready.host(), ready.port(), ready.at(), simulated.of(ready.at()));
        startups.merge(
                member.revision.service(),
                StartupAverage.NONE.with(ready.startup()),
                (held, _) -> held.with(ready.startup()));
        LOG.info("instance={} revision={} ready after={}", member.id, member.revision, ready.startup());
        if (fleet != null) {
            fleet.pending = Math.max(0, fleet.pending - fleet.plan().limits().maxConcurrency());
            evaluate(fleet, null);
            publish();
            if (fleet.trying()) {
                listener.tried(member.revision, new Trial.Passed(ready.startup()));
            } else if (fleet.backoff().crashLoops()) {
                listener.health(member.revision, new Health(0, null, ready.startup()));
            }
        }
        tell(member);
        listener.started(member.revision, ready.startup(), member.onDemand);
    }

    private void exited(@Nullable RevisionFleet fleet, Member member, InstanceEvent.Exited event) {
        boolean byItself = !member.stopRequested;
        boolean wasStarting = member.starting();
        var failure = failures.remove(member.id);
        members.remove(member.id);
        var words = byItself ? Words.end(event.exit(), failure) : "stopped";
        listener.instance(member.publishEnd(event.at(), words, event.exit().status()), member.traceparent);
        LOG.info("instance={} revision={} ended cause={}", member.id, member.revision, words);
        if (fleet == null) {
            return;
        }
        fleet.members().remove(member.id);
        if (byItself) {
            failed(fleet, member, wasStarting, failure, event.exit());
        }
        if (!plan.revisions().containsKey(member.revision) && fleet.members().isEmpty()) {
            revisions.remove(member.revision);
        }
        evaluate(fleet, null);
        publish();
    }

    private void failed(
            RevisionFleet fleet, Member member, boolean wasStarting, @Nullable StartFailure failure, Exit exit) {
        if (wasStarting && fleet.trying()) {
            fleet.giveUp();
            listener.tried(member.revision, failure == null ? new Trial.Ended(exit) : new Trial.DidNotStart(failure));
            return;
        }
        var readyTime = member.readyTime();
        fleet.failed(clock.instant(), readyTime, settings.backoff());
        listener.health(
                member.revision, new Health(fleet.backoff().failures(), Words.known(exit, failure), Duration.ZERO));
    }

    private void publish() {
        shown.show(plan, revisions.values(), settings.scaling().pendingFloor(), dataPlane);
        if (inForce != plan) {
            inForce = plan;
            listener.inForce(plan);
        }
    }

    /** A bug in one task must not end the thread's work for good. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("the fleet's task failed", e);
            }
        };
    }
}
