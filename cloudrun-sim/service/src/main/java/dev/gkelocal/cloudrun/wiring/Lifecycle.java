package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.control.ControlPlane;
import dev.gkelocal.cloudrun.control.Surroundings;
import dev.gkelocal.cloudrun.fleet.Fleet;
import dev.gkelocal.cloudrun.ingress.Ingress;
import dev.gkelocal.cloudrun.leadership.Leadership;
import dev.gkelocal.cloudrun.logs.Outputs;
import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.images.ImageStore;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins and ends the work. On SIGTERM every instance is stopped, as {@code down} wants it. Whoever kills this program
 * leaves them running, and the next one adopts them.
 */
@Singleton
class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final Duration INGRESS_DRAINS = Duration.ofMillis(200);
    private static final Duration CLOSING = Duration.ofMillis(800);
    /** Of a replica whose requests go elsewhere: within its Pod's grace. */
    private static final Duration REPLICA_DRAINS = Duration.ofSeconds(30);
    /** For the cluster's proxies to hear that a replica takes no requests any more. */
    private static final Duration NEWS_TRAVEL = Duration.ofSeconds(5);
    /** More than the 60 s for which NGINX keeps a connection that nothing uses: whoever closes one may close it under a request. */
    private static final Duration CONNECTIONS_KEPT = Duration.ofSeconds(65);

    private final Settings settings;
    private final Leadership leadership;
    private final ControlPlane control;
    private final EventLog log;
    private final Fleet fleet;
    private final FleetMeters meters;
    private final InstanceRuntime runtime;
    private final Ingress ingress;
    private final ImageStore images;
    private final Outputs outputs;
    private final Handover handover = new Handover();
    private volatile boolean replayed;
    private volatile boolean listening;
    private volatile boolean stopping;

    Lifecycle(
            Settings settings,
            Leadership leadership,
            ControlPlane control,
            EventLog log,
            Surroundings surroundings,
            Fleet fleet,
            FleetMeters meters,
            InstanceRuntime runtime,
            Ingress ingress,
            ImageStore images,
            Outputs outputs) {
        this.settings = settings;
        this.leadership = leadership;
        this.control = control;
        this.log = log;
        this.fleet = fleet;
        this.meters = meters;
        this.runtime = runtime;
        this.ingress = ingress;
        this.images = images;
        this.outputs = outputs;
        control.use(log, surroundings, RandomGenerator.of("L64X128MixRandom"));
    }

    /** Whether everything that was on the log has been read, and requests are taken or could be at once. */
    boolean ready() {
        return listening || (replayed && leadership.standsBy());
    }

    Handover handover() {
        return handover;
    }

    boolean standsBy() {
        return leadership.standsBy();
    }

    void start(@Observes StartupEvent event) {
        meters.read(fleet::views);
        runtime.prepare();
        // A replica that stands by is warm; requests come once the Service is told.
        var listens = settings.replicated() ? leadership.stepAside().thenCompose(aside -> listen()) : null;
        log.caughtUp()
                .thenCompose(replay -> lead())
                // To take over instances may mean to wait for the API server of a cluster.
                .thenComposeAsync(leads -> control.begin(fleet, runtime, ingress), this::onThreadOfItsOwn)
                .thenCompose(begun -> listens == null ? listen() : listens)
                .thenRunAsync(this::serve, this::onThreadOfItsOwn)
                .exceptionally(e -> {
                    cannotBegin(e);
                    return null;
                });
    }

    private void cannotBegin(Throwable failure) {
        if (stopping) {
            return;
        }
        if (failure.getCause() instanceof IOException explained) {
            LOG.error(String.valueOf(explained.getMessage()));
        } else {
            LOG.error("cannot begin", failure);
        }
        Quarkus.asyncExit(1);
    }

    /** Completes once this replica leads and knows all that its predecessor wrote. */
    private CompletableFuture<Void> lead() {
        replayed = true;
        var leads = leadership.acquire();
        return settings.replicated() ? leads.thenCompose(acquired -> log.readToEnd()) : leads;
    }

    private void onThreadOfItsOwn(Runnable beginning) {
        Thread.ofVirtual().name("beginning").start(beginning);
    }

    /** Whether what becomes of instances is known, as far as the runtime goes. */
    boolean watchesInstances() {
        return runtime.watching();
    }

    private CompletableFuture<Void> listen() {
        return ingress.start().toCompletionStage().toCompletableFuture();
    }

    private void serve() {
        listening = true;
        LOG.info("ingress port={}", ingress.port());
        leadership.serves();
        collectImages();
    }

    private void collectImages() {
        images.collect(control.catalogue().revisions().stream()
                .map(RevisionState::imageDigest)
                .collect(Collectors.toSet()));
    }

    /** Of replicas, one hands over while its API still answers. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        if (settings.replicated()) {
            handover.begin();
            decideNoMore();
            runtime.shutDown(Duration.ZERO);
            handOver();
        }
    }

    /** Serves on until another replica does, and then for as long as proxies do not know it. */
    private void handOver() {
        var successor = leadership.handOver();
        successor.ifPresent(it -> ingress.handOver(it.host(), it.port()));
        handover.end(successor);
        if (successor.isPresent()) {
            leadership.leave();
            try {
                Thread.sleep(NEWS_TRAVEL);
                awaitDeserted();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void awaitDeserted() throws InterruptedException {
        try {
            ingress.deserted(CONNECTIONS_KEPT)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            LOG.info("clients keep connections open cause={}", e.toString());
        }
    }

    private void decideNoMore() {
        stopping = true;
        control.close();
        fleet.halt();
    }

    void stop(@Observes ShutdownEvent event) {
        if (!stopping) {
            decideNoMore();
        }
        boolean handedOver = handover.hasEnded() && handover.successor().join().isPresent();
        closeIngress(handedOver ? REPLICA_DRAINS : INGRESS_DRAINS);
        runtime.shutDown(settings.graceAtShutdown());
        fleet.close();
        outputs.close();
        log.close();
    }

    private void closeIngress(Duration drains) {
        listening = false;
        try {
            ingress.close(drains)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(drains.toMillis() + CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("ingress did not close cause={}", e.toString());
        }
    }
}
