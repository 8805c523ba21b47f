package dev.gkelocal.autopilot.service.served;

import dev.gkelocal.testkit.broker.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the service under test a broker, free ports, and quick time. */
public final class Platform implements QuarkusTestResourceLifecycleManager {
    static final String RUN = "0123456789abcdef";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.http.test-port",
                "0",
                "quarkus.management.test-port",
                "0",
                "gkelocal.run",
                RUN,
                "gkelocal.kafka.bootstrap",
                TestBroker.shared().bootstrap(),
                "gkelocal.simulation.autopilot.tick",
                "50ms",
                "gkelocal.simulation.autopilot.time_scale",
                "600");
    }

    @Override
    public void stop() {}
}
