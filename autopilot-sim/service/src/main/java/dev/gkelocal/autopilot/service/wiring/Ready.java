package dev.gkelocal.autopilot.service.wiring;

import dev.gkelocal.eventlog.EventLog;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the event log was read to its end. It says which run answers, so that nobody takes another platform for this one. */
@Readiness
@Singleton
final class Ready implements HealthCheck {
    private final EventLog log;
    private final Settings settings;

    Ready(EventLog log, Settings settings) {
        this.log = log;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        var replay = log.caughtUp();
        return HealthCheckResponse.named("event log read")
                .status(replay.isDone() && !replay.isCompletedExceptionally())
                .withData("run", settings.run())
                .build();
    }
}
