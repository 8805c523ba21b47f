package dev.gkelocal.autopilot.service.wiring;

import dev.gkelocal.autopilot.service.api.EnforcementResource;
import dev.gkelocal.autopilot.service.enforcement.EnforcementStatus;
import dev.gkelocal.autopilot.service.live.LiveCluster;
import dev.gkelocal.autopilot.service.review.Reviews;
import dev.gkelocal.eventlog.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends the work. The log is opened when the service starts, not at the first request. */
@Singleton
class Lifecycle implements EnforcementResource.Enforcement {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final EventLog log;
    private final LiveCluster cluster;
    private final Supplier<ClusterMode> clusterMode;
    private final boolean inKubernetes;
    private volatile boolean ready;
    private volatile boolean stopping;
    private volatile @Nullable ClusterMode mode;

    Lifecycle(
            EventLog log,
            LiveCluster cluster,
            Settings settings,
            Provider<Vertx> vertx,
            Reviews reviews,
            MeterRegistry registry,
            InstantSource clock) {
        this.log = log;
        this.cluster = cluster;
        inKubernetes = settings.isInKubernetes();
        clusterMode = () -> ClusterMode.begin(settings, vertx.get(), reviews, cluster, registry, clock);
    }

    /** Whether everything that was on the log has been read, and the cluster goes on. */
    boolean ready() {
        return ready;
    }

    void start(@Observes StartupEvent event) {
        log.caughtUp()
                .thenCompose(replay -> cluster.begin(log))
                .thenRun(this::join)
                .thenRun(() -> ready = true)
                .exceptionally(e -> {
                    if (!stopping) {
                        LOG.error("cannot begin", e);
                        Quarkus.asyncExit(1);
                    }
                    return null;
                });
    }

    private void join() {
        if (inKubernetes && !stopping) {
            mode = clusterMode.get();
        }
    }

    /** Whether a cluster around us keeps to the rules; empty outside of one. */
    @Override
    public Optional<EnforcementStatus> enforcement() {
        return Optional.ofNullable(mode).map(ClusterMode::status);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        ready = false;
        Optional.ofNullable(mode).ifPresent(ClusterMode::close);
        cluster.close();
        log.close();
    }
}
