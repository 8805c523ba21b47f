package dev.gkelocal.autopilot.service.wiring;

import dev.gkelocal.autopilot.core.pricing.BillingSettings;
import dev.gkelocal.autopilot.service.live.ClusterMeters;
import dev.gkelocal.autopilot.service.live.Gatekeeper;
import dev.gkelocal.autopilot.service.live.LiveCluster;
import dev.gkelocal.autopilot.service.live.Workloads;
import dev.gkelocal.autopilot.service.review.ReviewMeters;
import dev.gkelocal.autopilot.service.review.Reviews;
import dev.gkelocal.eventlog.AppendTracer;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.observability.meters.CatalogueMeters;
import dev.gkelocal.observability.meters.EventLogMeters;
import dev.gkelocal.observability.traces.AppendSpans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes every part of the service. */
final class Parts {
    private static final String PREFIX = "gkelocal.";

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
            LiveCluster cluster,
            InstantSource clock) {
        var builder = EventLog.of(settings.eventLog())
                .clock(clock)
                .metrics(new EventLogMeters(registry, "autopilot-sim"))
                .tracer(untraced ? AppendTracer.NONE : new AppendSpans(tracer.get()));
        return cluster.subscribe(builder).open();
    }

    @Produces
    @Singleton
    BillingSettings billing(Settings settings) {
        return BillingSettings.in(settings.config().project().region());
    }

    @Produces
    @Singleton
    Gatekeeper gatekeeper(Settings settings) {
        return new Gatekeeper(settings.rules());
    }

    @Produces
    @Singleton
    LiveCluster cluster(Settings settings, Gatekeeper gatekeeper, MeterRegistry registry, InstantSource clock) {
        return LiveCluster.of(settings.live(), gatekeeper, new ClusterMeters(registry), clock, System::nanoTime);
    }

    @Produces
    @Singleton
    Workloads workloads(EventLog log, LiveCluster cluster, Gatekeeper gatekeeper) {
        return new Workloads(log, cluster, gatekeeper);
    }

    @Produces
    @Singleton
    ReviewMeters reviewMeters(MeterRegistry registry) {
        return new ReviewMeters(registry);
    }

    @Produces
    @Singleton
    Reviews reviews(Gatekeeper gatekeeper, LiveCluster cluster, ReviewMeters meters) {
        return new Reviews(gatekeeper::admission, gatekeeper::warden, gatekeeper::isClosed, cluster::isEnabled, meters);
    }
}
