package dev.gkelocal.cloudrun.served;

import dev.gkelocal.testkit.broker.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Gives the service under test a broker, a state folder, free ports, and quick time. */
public final class Platform implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try {
            return Map.of(
                    "quarkus.http.test-port",
                    "0",
                    "quarkus.management.test-port",
                    "0",
                    "gkelocal.kafka.bootstrap",
                    TestBroker.shared().bootstrap(),
                    "gkelocal.state_dir",
                    Files.createTempDirectory("cloudrun-test").toString(),
                    "gkelocal.ports.cloud_run_ingress",
                    "0",
                    "gkelocal.simulation.cloud_run.startup_timeout",
                    "20s",
                    "gkelocal.simulation.cloud_run.time_scale",
                    "300");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
