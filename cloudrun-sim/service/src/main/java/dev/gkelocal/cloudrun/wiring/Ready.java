package dev.gkelocal.cloudrun.wiring;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the event log was read to its end and the ingress listens. */
@Readiness
@Singleton
final class Ready implements HealthCheck {
    private final Lifecycle lifecycle;

    Ready(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event log read, ingress listening")
                .status(lifecycle.ready())
                .build();
    }
}
