package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.admin.Scope;
import dev.gkelocal.cloudrun.control.Addresses;
import dev.gkelocal.cloudrun.control.Catalogue;
import dev.gkelocal.cloudrun.control.ControlPlane;
import dev.gkelocal.cloudrun.control.Services;
import dev.gkelocal.cloudrun.control.Surroundings;
import dev.gkelocal.cloudrun.core.revision.TemplateDefaults;
import dev.gkelocal.cloudrun.fleet.Containers;
import dev.gkelocal.cloudrun.fleet.Fleet;
import dev.gkelocal.cloudrun.fleet.LocalPrograms;
import dev.gkelocal.cloudrun.ingress.Clocks;
import dev.gkelocal.cloudrun.ingress.Ingress;
import dev.gkelocal.cloudrun.ingress.IngressObservers;
import dev.gkelocal.cloudrun.ingress.IngressSettings;
import dev.gkelocal.cloudrun.ingress.MicrometerIngressMetrics;
import dev.gkelocal.cloudrun.leadership.Epochs;
import dev.gkelocal.cloudrun.leadership.Leadership;
import dev.gkelocal.cloudrun.logs.LogStore;
import dev.gkelocal.cloudrun.logs.OutputTail;
import dev.gkelocal.cloudrun.logs.Outputs;
import dev.gkelocal.cloudrun.registry.NoBuilds;
import dev.gkelocal.cloudrun.registry.RegistryDigests;
import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import dev.gkelocal.cloudrun.runtime.ProcessRuntime;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.images.DiskImageStore;
import dev.gkelocal.images.Image;
import dev.gkelocal.images.ImageStore;
import dev.gkelocal.observability.meters.CatalogueMeters;
import dev.gkelocal.observability.meters.EventLogMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.eclipse.microprofile.config.ConfigProvider;

/** Makes every part of the service. */
final class Parts {
    private static final String PREFIX = "gkelocal.";
    private static final String RANDOM = "L64X128MixRandom";

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
    Scope scope(Settings settings) {
        return new Scope(settings.config().project());
    }

    @Produces
    @Singleton
    TemplateDefaults templates(Settings settings) {
        return settings.templates();
    }

    @Produces
    @Singleton
    Addresses addresses(Settings settings, Ingress ingress) {
        int port = settings.cluster().map(ClusterSettings::publicPort).orElse(ingress.port());
        return new Addresses(settings.config().project().number(), port);
    }

    @Produces
    @Singleton
    ImageStore images(Settings settings, InstantSource clock) {
        if (settings.cluster().isPresent()) {
            return new NoBuilds(settings.cluster().get().registry());
        }
        return new DiskImageStore(
                settings.stateDir().resolve("images"),
                settings.stateDir().resolve("cache"),
                Path.of(System.getProperty("java.home")),
                clock);
    }

    @Produces
    @Singleton
    Surroundings surroundings(Settings settings, ImageStore images, Addresses addresses) {
        return settings.cluster()
                .map(it -> new Surroundings(new RegistryDigests(it.registry(), it.registryAddress()), addresses, true))
                .orElseGet(() ->
                        new Surroundings(reference -> images.find(reference).map(Image::digest), addresses, false));
    }

    @Produces
    @Singleton
    LogStore logs() {
        return new LogStore();
    }

    @Produces
    @Singleton
    Outputs outputs(Settings settings, LogStore logs, InstantSource clock) {
        if (settings.cluster().isPresent()) {
            return Outputs.NONE;
        }
        return new OutputTail(settings.stateDir(), settings.config().logs().maxBytes(), logs, clock);
    }

    @Produces
    @Singleton
    FleetMeters meters(MeterRegistry registry) {
        return new FleetMeters(registry);
    }

    @Produces
    @Singleton
    ControlPlane control(Settings settings, FleetMeters meters, Outputs outputs, LogStore logs, InstantSource clock) {
        var watchers = new Watchers(meters, outputs, logs);
        return new ControlPlane(settings.config().simulation().cloudRun().enabled(), watchers, clock);
    }

    @Produces
    @Singleton
    Catalogue catalogue(ControlPlane control) {
        return control.catalogue();
    }

    @Produces
    @Singleton
    Leadership leadership(Settings settings, InstantSource clock) {
        if (settings.replicated()) {
            return ClusterParts.leadership(settings, settings.cluster().orElseThrow(), clock);
        }
        return Leadership.alone(settings.cluster().isPresent() ? Epochs.at(clock.instant()) : 1);
    }

    @Produces
    @Singleton
    EventLog eventLog(
            Settings settings,
            Leadership leadership,
            ControlPlane control,
            MeterRegistry registry,
            Tracing tracing,
            InstantSource clock) {
        var builder = EventLog.of(settings.eventLog())
                .clock(clock)
                .epoch(() -> leadership.holds() ? leadership.epoch() : 0)
                .metrics(new EventLogMeters(registry, "cloudrun-sim"))
                .tracer(tracing.appends());
        return control.subscribe(builder).open();
    }

    @Produces
    @Singleton
    Services services(EventLog log, Catalogue catalogue, Addresses addresses, InstantSource clock) {
        return new Services(log.logFirst(), catalogue, addresses, RandomGenerator.of(RANDOM), clock);
    }

    @Produces
    @Singleton
    Fleet fleet(
            Settings settings, Leadership leadership, ImageStore images, ControlPlane control, InstantSource clock) {
        var loop = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("fleet").daemon().factory());
        return new Fleet(
                settings.fleet(leadership),
                settings.cluster().isPresent() ? new Containers() : new LocalPrograms(images),
                control,
                clock,
                () -> new InstanceId(UUID.randomUUID().toString().replace("-", "")),
                loop);
    }

    @Produces
    @Singleton
    InstanceRuntime runtime(Settings settings, Leadership leadership, Fleet fleet, LogStore logs, InstantSource clock) {
        if (settings.cluster().isPresent()) {
            return ClusterParts.runtime(settings, settings.cluster().get(), leadership, fleet, logs, clock);
        }
        var cloudRun = settings.config().simulation().cloudRun();
        return new ProcessRuntime(
                settings.stateDir(), cloudRun.shutdownGrace(), cloudRun.parallelStarts(), clock, fleet::on);
    }

    @Produces
    @Singleton
    Ingress ingress(
            Settings settings,
            Fleet fleet,
            LogStore logs,
            MeterRegistry registry,
            Tracing tracing,
            InstantSource clock) {
        var config = settings.config();
        var loopback = IngressSettings.of(
                config.ports().cloudRunIngress(),
                Long.toString(config.project().number()),
                config.project().region());
        var ingress = settings.cluster().isPresent() ? loopback.inACluster() : loopback;
        var random = RandomGeneratorFactory.<RandomGenerator.SplittableGenerator>of(RANDOM)
                .create();
        return new Ingress(
                ingress,
                new IngressObservers(fleet, logs, new MicrometerIngressMetrics(registry), tracing.requests()),
                new Clocks(clock, System::nanoTime, random));
    }
}
