package dev.gkelocal.platform.wiring;

import dev.gkelocal.eventlog.EventLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says which run answers, for whoever started it. Ready once the log was replayed; it stays so when the broker goes away, for the views can still be read. */
@Readiness
@Singleton
final class LogReadiness implements HealthCheck {
    private final EventLog log;
    private final String run;

    @Inject
    LogReadiness(EventLog log, @ConfigProperty(name = "gkelocal.run", defaultValue = "by hand") String run) {
        this.log = log;
        this.run = run;
    }

    @Override
    public HealthCheckResponse call() {
        var replay = log.caughtUp();
        return HealthCheckResponse.named("event-log")
                .status(replay.isDone() && !replay.isCompletedExceptionally())
                .withData("run", run)
                .withData("brokerReachable", log.brokerReachable())
                .build();
    }
}
