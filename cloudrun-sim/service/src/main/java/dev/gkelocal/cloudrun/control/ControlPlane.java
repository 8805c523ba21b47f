package dev.gkelocal.cloudrun.control;

import dev.gkelocal.cloudrun.fleet.Fleet;
import dev.gkelocal.cloudrun.fleet.FleetListener;
import dev.gkelocal.cloudrun.fleet.FleetPlan;
import dev.gkelocal.cloudrun.fleet.Trial;
import dev.gkelocal.cloudrun.routing.DataPlane;
import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import dev.gkelocal.contracts.platform.Simulator;
import dev.gkelocal.contracts.platform.SimulatorState;
import dev.gkelocal.eventlog.Event;
import dev.gkelocal.eventlog.EventLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the event log and the fleet: what is read from the log becomes the fleet's plan and the reconciler's work; what
 * the fleet does becomes states and facts on the log.
 */
public final class ControlPlane implements FleetListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

    private final Catalogue catalogue = new Catalogue();
    private final FleetListener observer;
    private final InstantSource clock;
    private volatile boolean enabled;
    private @Nullable Reconciler reconciler;
    private @Nullable Turns turns;
    private @Nullable InstanceRecords records;
    private @Nullable EventLog log;
    /** Absent until everything that was on the log has been read. */
    private volatile @Nullable Fleet fleet;
    /** By which requests go. */
    private volatile FleetPlan routed = FleetPlan.EMPTY;
    /** Guarded by this. */
    private FleetPlan plan = FleetPlan.EMPTY;

    /**
     * @param enabled whether the simulator runs while nobody has said anything about it
     * @param observer told the same as this, for the metrics
     */
    public ControlPlane(boolean enabled, FleetListener observer, InstantSource clock) {
        this.enabled = enabled;
        this.observer = observer;
        this.clock = clock;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** Adds what is to be read and written; the log may then be opened. */
    public EventLog.Builder subscribe(EventLog.Builder builder) {
        return builder.read(Topics.CLOUD_RUN_SERVICE, this::onService)
                .read(Topics.CLOUD_RUN_REVISION, this::onRevision)
                .read(Topics.PLATFORM_SIMULATOR, this::onSimulator)
                .read(Topics.CLOUD_RUN_INSTANCE)
                .write(Topics.CLOUD_RUN_SCALING);
    }

    /** To be called before the log has caught up. */
    public void use(EventLog opened, Surroundings surroundings, RandomGenerator random) {
        var working = new Reconciler(opened.logFirst(), catalogue, surroundings, random, clock);
        log = opened;
        records = new InstanceRecords(opened);
        reconciler = working;
        turns = new Turns(working);
    }

    /**
     * Everything that was on the log has been read: instances are taken over, services brought about.
     *
     * @return completed once the routes of all services are in force: only then may traffic come
     */
    public CompletableFuture<Void> begin(Fleet ofInstances, InstanceRuntime runtime, DataPlane dataPlane) {
        var adopted = runtime.adopt();
        if (records != null) {
            records.begin(adopted.stream().map(it -> it.id()).collect(Collectors.toSet()), clock.instant());
        }
        CompletableFuture<Void> begun;
        synchronized (this) {
            plan = FleetPlans.of(enabled, catalogue.services(), catalogue.revisions());
            begun = ofInstances.start(runtime, dataPlane, plan, adopted);
            fleet = ofInstances;
        }
        // What was read meanwhile found no fleet to tell.
        plan();
        catalogue.services().forEach(it -> ask(it.name()));
        return begun;
    }

    private void onService(Event<ServiceState> event) {
        switch (event) {
            case Event.Written<ServiceState> written -> {
                catalogue.put(written.value());
                changed(written.value().name());
            }
            case Event.Removed<ServiceState> removed -> {
                var name = ServiceName.parse(removed.envelope().key());
                catalogue.remove(name);
                changed(name);
            }
        }
    }

    private void onRevision(Event<RevisionState> event) {
        switch (event) {
            case Event.Written<RevisionState> written -> {
                catalogue.put(written.value());
                changed(written.value().name().service());
            }
            case Event.Removed<RevisionState> removed -> {
                var name = RevisionName.parse(removed.envelope().key());
                catalogue.remove(name);
                changed(name.service());
            }
        }
    }

    private void onSimulator(Event<SimulatorState> event) {
        if (!(event instanceof Event.Written<SimulatorState> written)) {
            return;
        }
        var state = written.value();
        if (state.simulator() == Simulator.CLOUD_RUN && state.enabled() != enabled) {
            LOG.info("simulator={} enabled={}", state.simulator().id(), state.enabled());
            enabled = state.enabled();
            plan();
        }
    }

    private void changed(ServiceName service) {
        if (fleet != null) {
            plan();
            ask(service);
        }
    }

    private void ask(ServiceName service) {
        if (turns != null) {
            turns.ask(service);
        }
    }

    private synchronized void plan() {
        var started = fleet;
        if (started == null) {
            return;
        }
        var next = FleetPlans.of(enabled, catalogue.services(), catalogue.revisions());
        if (!next.equals(plan)) {
            plan = next;
            started.apply(next);
        }
    }

    @Override
    public void tried(RevisionName revision, Trial trial) {
        if (reconciler != null) {
            reconciler.tried(revision, trial);
            ask(revision.service());
        }
        observer.tried(revision, trial);
    }

    @Override
    public void health(RevisionName revision, Health health) {
        if (reconciler != null) {
            reconciler.health(revision, health);
            ask(revision.service());
        }
        observer.health(revision, health);
    }

    @Override
    public void instance(InstanceState state, @Nullable String traceparent) {
        if (records != null) {
            records.publish(state, traceparent);
        }
        observer.instance(state, traceparent);
    }

    @Override
    public void decided(ScalingDecided decision, @Nullable String traceparent) {
        if (log != null) {
            log.publisher().fact(Topics.CLOUD_RUN_SCALING, decision, traceparent);
        }
        observer.decided(decision, traceparent);
    }

    @Override
    public void started(RevisionName revision, Duration startup, boolean forWaitingRequest) {
        observer.started(revision, startup, forWaitingRequest);
    }

    @Override
    public void inForce(FleetPlan published) {
        routed = published;
        catalogue.changed();
    }

    /** Whether requests go to a service as its state says: what was read is on its way to the ingress for a moment. */
    public boolean isRouted(ServiceState service) {
        return FleetPlans.holds(routed, service);
    }

    @Override
    public void close() {
        if (turns != null) {
            turns.close();
        }
    }
}
