package dev.gkelocal.cloudrun.wiring;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the event log was read to its end and the ingress listens. It says which run answers, for whoever started it. */
@Readiness
@Singleton
final class Ready implements HealthCheck {
    private final Lifecycle lifecycle;
    private final String run;

    Ready(Lifecycle lifecycle, @ConfigProperty(name = "gkelocal.run", defaultValue = "by hand") String run) {
        this.lifecycle = lifecycle;
        this.run = run;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event log read, ingress listening")
                .status(lifecycle.ready())
                .withData("run", run)
                .withData("role", lifecycle.standsBy() ? "stands by" : "leads")
                .withData("instances", lifecycle.watchesInstances() ? "watched" : "not watched, API server away")
                .build();
    }
}
