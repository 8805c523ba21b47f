package dev.gkelocal.autopilot.service.wiring;

import dev.gkelocal.autopilot.service.live.Gatekeeper;
import dev.gkelocal.autopilot.service.review.ReviewMeters;
import dev.gkelocal.autopilot.service.review.Reviews;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.platform.Simulator;
import dev.gkelocal.contracts.platform.SimulatorState;
import dev.gkelocal.eventlog.AppendTracer;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.observability.meters.CatalogueMeters;
import dev.gkelocal.observability.meters.EventLogMeters;
import dev.gkelocal.observability.traces.AppendSpans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes every part of the service. */
@Singleton
final class Parts {
    private static final String PREFIX = "gkelocal.";

    /** The log is opened when the service starts, not at the first request. */
    void start(@Observes StartupEvent event, EventLog log) {}

    @Produces
    @Singleton
    Settings settings() {
        var config = ConfigProvider.getConfig();
        var properties = new Properties();
        for (var name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                config.getOptionalValue(name, String.class).ifPresent(it -> properties.setProperty(name, it));
            }
        }
        return Settings.of(properties);
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    MeterFilter buckets() {
        return CatalogueMeters.buckets();
    }

    @Produces
    @Singleton
    EventLog eventLog(
            Settings settings,
            MeterRegistry registry,
            Provider<Tracer> tracer,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced,
            InstantSource clock) {
        return EventLog.of(settings.eventLog())
                .clock(clock)
                .metrics(new EventLogMeters(registry, "autopilot-sim"))
                .tracer(untraced ? AppendTracer.NONE : new AppendSpans(tracer.get()))
                .read(Topics.PLATFORM_SIMULATOR)
                .open();
    }

    void close(@Disposes EventLog log) {
        log.close();
    }

    @Produces
    @Singleton
    ReviewMeters reviewMeters(MeterRegistry registry) {
        return new ReviewMeters(registry);
    }

    @Produces
    @Singleton
    Gatekeeper gatekeeper(Settings settings) {
        return new Gatekeeper(settings.rules());
    }

    @Produces
    @Singleton
    Reviews reviews(Settings settings, Gatekeeper gatekeeper, EventLog log, ReviewMeters meters) {
        return new Reviews(
                gatekeeper::admission,
                gatekeeper::warden,
                () -> log.table(Topics.PLATFORM_SIMULATOR)
                        .get(Simulator.AUTOPILOT.id())
                        .map(SimulatorState::enabled)
                        .orElse(settings.autopilot().enabled()),
                meters);
    }
}
