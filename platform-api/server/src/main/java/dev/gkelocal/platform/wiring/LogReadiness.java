package dev.gkelocal.platform.wiring;

import dev.gkelocal.eventlog.EventLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the log was replayed; it stays so when the broker goes away, for the views can still be read. */
@Readiness
@Singleton
final class LogReadiness implements HealthCheck {
    private final EventLog log;

    @Inject
    LogReadiness(EventLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        var replay = log.caughtUp();
        return HealthCheckResponse.named("event-log")
                .status(replay.isDone() && !replay.isCompletedExceptionally())
                .withData("brokerReachable", log.brokerReachable())
                .build();
    }
}
