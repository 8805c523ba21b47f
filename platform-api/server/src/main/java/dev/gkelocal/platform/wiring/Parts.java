package dev.gkelocal.platform.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.autopilot.ClusterState;
import dev.gkelocal.contracts.platform.Simulator;
import dev.gkelocal.eventlog.AppendTracer;
import dev.gkelocal.eventlog.Event;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.eventlog.EventLogSettings;
import dev.gkelocal.observability.meters.CatalogueMeters;
import dev.gkelocal.observability.meters.EventLogMeters;
import dev.gkelocal.observability.traces.AppendSpans;
import dev.gkelocal.platform.alerts.AlertBoard;
import dev.gkelocal.platform.simulators.SimulationManager;
import dev.gkelocal.platform.status.Home;
import dev.gkelocal.platform.status.ManagementHealth;
import dev.gkelocal.platform.status.StatusReader;
import dev.gkelocal.platform.stream.EventStreams;
import dev.gkelocal.platform.views.AutopilotView;
import dev.gkelocal.platform.views.CloudRunView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts of the gateway and joins them. */
@Singleton
final class Parts {
    private static final String COMPONENT = "platform";

    /** The embedded platform has one gateway, for ever the first. */
    private static final long EPOCH = 1;

    /** The log is opened when the gateway starts, not at the first request. */
    void start(@Observes StartupEvent event, EventLog log) {}

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    GkeLocalConfig config() {
        return GkeLocalConfig.fromProperties(System.getProperties());
    }

    @Produces
    @Singleton
    Home home() {
        return Home.of(System.getProperties());
    }

    @Produces
    @Singleton
    MeterFilter buckets() {
        return CatalogueMeters.buckets();
    }

    @Produces
    @Singleton
    CloudRunView cloudRunView(InstantSource clock) {
        return new CloudRunView(clock);
    }

    @Produces
    @Singleton
    AutopilotView autopilotView() {
        return new AutopilotView();
    }

    @Produces
    @Singleton
    AlertBoard alertBoard() {
        return new AlertBoard();
    }

    @Produces
    @Singleton
    EventStreams eventStreams() {
        return new EventStreams();
    }

    /** Views are told before streams, so that who hears of an event finds it in the views. */
    @Produces
    @Singleton
    EventLog eventLog(
            @ConfigProperty(name = "gkelocal.kafka.bootstrap") String bootstrap,
            GkeLocalConfig config,
            InstantSource clock,
            MeterRegistry meters,
            Provider<Tracer> tracer,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced,
            CloudRunView view,
            AutopilotView autopilot,
            EventStreams streams) {
        var kept = config.eventLog();
        var settings = new EventLogSettings(
                bootstrap, COMPONENT, EPOCH, kept.appendTimeout(), kept.factRetention(), kept.factBytes());
        var feed = new Feed(
                List.of(view, autopilot, streams), untraced ? EventSpans.NONE : new ConsumerSpans(tracer.get()));
        var builder = EventLog.of(settings)
                .clock(clock)
                .metrics(new EventLogMeters(meters, "platform-api"))
                .tracer(untraced ? AppendTracer.NONE : new AppendSpans(tracer.get()));
        for (var topic : Topics.ALL) {
            if (topic != Topics.AUTOPILOT_CLUSTER) {
                read(builder, topic, feed);
            }
        }
        builder.read(Topics.AUTOPILOT_CLUSTER, event -> clock(event, autopilot));
        var log = builder.open();
        log.caughtUp().thenRun(() -> {
            streams.of(log.id());
            feed.caughtUp();
        });
        return log;
    }

    private static <T extends Record> void read(EventLog.Builder builder, Topic<T> topic, Feed feed) {
        builder.read(topic, feed::on);
    }

    /** Not for the streams: every second as large as the whole cluster, and of use to its simulator alone. */
    private static void clock(Event<ClusterState> event, AutopilotView view) {
        if (event instanceof Event.Written<ClusterState> written) {
            view.accept(written.value());
        }
    }

    void close(@Disposes EventLog log) {
        log.close();
    }

    @Produces
    @Singleton
    ManagementHealth managementHealth(GkeLocalConfig config, Home home, ObjectMapper json) {
        return new ManagementHealth(home.management(config), json);
    }

    @Produces
    @Singleton
    SimulationManager simulationManager(
            EventLog log, ManagementHealth health, InstantSource clock, GkeLocalConfig config) {
        var cloudRun = config.simulation().cloudRun();
        var autopilot = config.simulation().autopilot();
        var configured = Map.of(
                Simulator.CLOUD_RUN, new SimulationManager.Configured(cloudRun.enabled(), cloudRun.timeScale()),
                Simulator.AUTOPILOT, new SimulationManager.Configured(autopilot.enabled(), autopilot.timeScale()));
        return new SimulationManager(log, health, clock, configured);
    }

    @Produces
    @Singleton
    StatusReader statusReader(
            @ConfigProperty(name = "gkelocal.kafka.bootstrap") String kafka,
            @ConfigProperty(name = "gkelocal.state_dir", defaultValue = ".gke-local") String stateDir,
            @ConfigProperty(name = "quarkus.application.version") String version,
            GkeLocalConfig config,
            ManagementHealth health,
            SimulationManager simulators,
            CloudRunView view,
            ObjectMapper json,
            Home home,
            InstantSource clock) {
        var site = new StatusReader.Site(config, Path.of(stateDir).toAbsolutePath(), kafka, version, home);
        return new StatusReader(site, health, simulators, view, json, clock);
    }
}
