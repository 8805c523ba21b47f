package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.control.ControlPlane;
import dev.gkelocal.cloudrun.control.Surroundings;
import dev.gkelocal.cloudrun.fleet.Fleet;
import dev.gkelocal.cloudrun.ingress.Ingress;
import dev.gkelocal.cloudrun.logs.Outputs;
import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.images.ImageStore;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
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

    private final Settings settings;
    private final ControlPlane control;
    private final EventLog log;
    private final Fleet fleet;
    private final FleetMeters meters;
    private final InstanceRuntime runtime;
    private final Ingress ingress;
    private final ImageStore images;
    private final Outputs outputs;
    private volatile boolean listening;
    private volatile boolean stopping;

    Lifecycle(
            Settings settings,
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

    /** Whether everything that was on the log has been read, and requests are taken. */
    boolean ready() {
        return listening;
    }

    void start(@Observes StartupEvent event) {
        meters.read(fleet::views);
        log.caughtUp()
                // To take over instances may mean to wait for the API server of a cluster.
                .thenComposeAsync(replay -> control.begin(fleet, runtime, ingress), this::onThreadOfItsOwn)
                .thenRun(this::listen)
                .exceptionally(e -> {
                    if (!stopping) {
                        LOG.error("cannot begin", e);
                        Quarkus.asyncExit(1);
                    }
                    return null;
                });
    }

    private void onThreadOfItsOwn(Runnable beginning) {
        Thread.ofVirtual().name("beginning").start(beginning);
    }

    /** Whether what becomes of instances is known, as far as the runtime goes. */
    boolean watchesInstances() {
        return runtime.watching();
    }

    private void listen() {
        ingress.start().onComplete(started -> {
            if (started.succeeded()) {
                listening = true;
                LOG.info("ingress port={}", ingress.port());
                Thread.ofVirtual().name("image-collection").start(this::collectImages);
            } else {
                LOG.error(String.valueOf(started.cause().getMessage()));
                Quarkus.asyncExit(1);
            }
        });
    }

    private void collectImages() {
        images.collect(control.catalogue().revisions().stream()
                .map(RevisionState::imageDigest)
                .collect(Collectors.toSet()));
    }

    void stop(@Observes ShutdownEvent event) {
        listening = false;
        stopping = true;
        control.close();
        fleet.halt();
        try {
            ingress.close(INGRESS_DRAINS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            LOG.warn("ingress did not close cause={}", e.toString());
        }
        runtime.shutDown(settings.graceAtShutdown());
        fleet.close();
        outputs.close();
        log.close();
    }
}
