package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.control.Catalogue;
import dev.gkelocal.cloudrun.control.Services;
import dev.gkelocal.cloudrun.fleet.Fleet;
import dev.gkelocal.cloudrun.ingress.Ingress;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.images.ImageStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;

/** The service put together as in production, without its HTTP API, so that a test can end and begin it. */
final class Life {
    final Lifecycle lifecycle;
    final EventLog log;
    final Fleet fleet;
    final Ingress ingress;
    final ImageStore images;
    final Catalogue catalogue;
    final Services services;

    Life(Properties properties) {
        var parts = new Parts();
        var clock = InstantSource.system();
        var settings = Settings.of(properties);
        var registry = new SimpleMeterRegistry();
        var meters = parts.meters(registry);
        var logs = parts.logs();
        var outputs = parts.outputs(settings, logs, clock);
        var control = parts.control(settings, meters, outputs, logs, clock);
        var leadership = parts.leadership(settings, clock);
        var tracing = new Tracing(true, () -> OpenTelemetry.noop().getTracer("off"));
        log = parts.eventLog(settings, leadership, control, registry, tracing, clock);
        images = parts.images(settings, clock);
        fleet = parts.fleet(settings, leadership, images, control, clock);
        var runtime = parts.runtime(settings, leadership, fleet, logs, clock);
        ingress = parts.ingress(settings, fleet, logs, registry, tracing, clock);
        var addresses = parts.addresses(settings, ingress);
        catalogue = control.catalogue();
        services = parts.services(log, catalogue, addresses, clock);
        var surroundings = parts.surroundings(settings, images, addresses);
        lifecycle = new Lifecycle(
                settings, leadership, control, log, surroundings, fleet, meters, runtime, ingress, images, outputs);
    }

    void begin() {
        lifecycle.start(new StartupEvent());
    }

    /** As a SIGTERM does. */
    void end() {
        lifecycle.stop(new ShutdownEvent());
    }

    /** As a SIGKILL does, as far as instances and the log can see. */
    void vanish() {
        fleet.close();
        ingress.close(Duration.ofMillis(1))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        log.close();
    }
}
