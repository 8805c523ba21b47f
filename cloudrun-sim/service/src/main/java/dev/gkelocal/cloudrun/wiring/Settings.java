package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.core.lifecycle.StartBackoff;
import dev.gkelocal.cloudrun.core.revision.TemplateDefaults;
import dev.gkelocal.cloudrun.core.scaling.ScalingSettings;
import dev.gkelocal.cloudrun.core.scaling.YoungWindow;
import dev.gkelocal.cloudrun.fleet.FleetSettings;
import dev.gkelocal.cloudrun.leadership.Lead;
import dev.gkelocal.config.CloudRunConfig;
import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.eventlog.EventLogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** The effective configuration, in the terms of each room. */
record Settings(GkeLocalConfig config, Path stateDir, String bootstrap, Optional<ClusterSettings> cluster) {
    /** Where nothing else is said with a write. */
    private static final long EPOCH = 1;

    private static final String BOOTSTRAP = "gkelocal.kafka.bootstrap";
    /** Cloud Run's figures are not published (cloudrun sheet 2.4). */
    private static final StartBackoff.Settings BACKOFF =
            new StartBackoff.Settings(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(10));

    /** An instance gets no longer when the whole platform stops: {@code down} promises two seconds. */
    private static final Duration MOST_GRACE_AT_SHUTDOWN = Duration.ofSeconds(1);

    static Settings of(Properties properties) {
        var config = GkeLocalConfig.fromProperties(properties);
        var stateDir = properties.getProperty(
                "gkelocal.state_dir", config.project().stateDir().toString());
        return new Settings(
                config,
                Path.of(stateDir).toAbsolutePath().normalize(),
                required(properties, BOOTSTRAP),
                ClusterSettings.of(properties));
    }

    /** There is no default: a program that was started in some other way must not write to a platform that runs here. */
    private static String required(Properties properties, String key) {
        var value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    key + " is not set. `gke-local up` sets it; by hand, start with -D" + key + "=HOST:PORT");
        }
        return value;
    }

    /** Whether there may be others of this program, one of which leads. */
    boolean replicated() {
        return cluster.map(ClusterSettings::lease).orElse(false);
    }

    private CloudRunConfig cloudRun() {
        return config.simulation().cloudRun();
    }

    EventLogSettings eventLog() {
        var log = config.eventLog();
        return new EventLogSettings(
                bootstrap, "cloudrun", EPOCH, log.appendTimeout(), log.factRetention(), log.factBytes());
    }

    FleetSettings fleet(Lead lead) {
        var cloudRun = cloudRun();
        var scaling = new ScalingSettings(
                cloudRun.concurrencyTarget(),
                cloudRun.shortWindow(),
                cloudRun.longWindow(),
                YoungWindow.valueOf(cloudRun.youngWindow().name()),
                cloudRun.idleRetention(),
                cloudRun.scaleToZero(),
                cloudRun.pendingFactor(),
                cloudRun.pendingFloor());
        return new FleetSettings(
                scaling,
                cloudRun.tick(),
                cloudRun.timeScale(),
                cloudRun.coldStartDelay(),
                cloudRun.startupTimeout(),
                cloudRun.shutdownGrace(),
                BACKOFF,
                lead);
    }

    TemplateDefaults templates() {
        var cloudRun = cloudRun();
        return new TemplateDefaults(cloudRun.maxInstances(), cloudRun.concurrency(), cloudRun.timeout());
    }

    Duration graceAtShutdown() {
        var grace = cloudRun().shutdownGrace();
        return grace.compareTo(MOST_GRACE_AT_SHUTDOWN) < 0 ? grace : MOST_GRACE_AT_SHUTDOWN;
    }
}
