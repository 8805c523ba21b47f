package dev.gkelocal.autopilot.service.wiring;

import dev.gkelocal.autopilot.service.live.LiveCluster;
import dev.gkelocal.eventlog.EventLog;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends the work. The log is opened when the service starts, not at the first request. */
@Singleton
class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final EventLog log;
    private final LiveCluster cluster;
    private volatile boolean ready;
    private volatile boolean stopping;

    Lifecycle(EventLog log, LiveCluster cluster) {
        this.log = log;
        this.cluster = cluster;
    }

    /** Whether everything that was on the log has been read, and the cluster goes on. */
    boolean ready() {
        return ready;
    }

    void start(@Observes StartupEvent event) {
        log.caughtUp()
                .thenCompose(replay -> cluster.begin(log))
                .thenRun(() -> ready = true)
                .exceptionally(e -> {
                    if (!stopping) {
                        LOG.error("cannot begin", e);
                        Quarkus.asyncExit(1);
                    }
                    return null;
                });
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        ready = false;
        cluster.close();
        log.close();
    }
}
