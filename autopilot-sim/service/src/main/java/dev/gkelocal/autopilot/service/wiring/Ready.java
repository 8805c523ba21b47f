package dev.gkelocal.autopilot.service.wiring;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the event log was read to its end and the cluster goes on. It says which run answers, so that nobody takes another platform for this one. */
@Readiness
@Singleton
final class Ready implements HealthCheck {
    private final Lifecycle lifecycle;
    private final Settings settings;

    Ready(Lifecycle lifecycle, Settings settings) {
        this.lifecycle = lifecycle;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event log read, cluster resumed")
                .status(lifecycle.ready())
                .withData("run", settings.run())
                .build();
    }
}
