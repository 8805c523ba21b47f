package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.core.lifecycle.StartBackoff;
import dev.gkelocal.cloudrun.core.revision.TemplateDefaults;
import dev.gkelocal.cloudrun.core.scaling.ScalingSettings;
import dev.gkelocal.cloudrun.core.scaling.YoungWindow;
import dev.gkelocal.cloudrun.fleet.FleetSettings;
import dev.gkelocal.config.CloudRunConfig;
import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.eventlog.EventLogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** The effective configuration, in the terms of each room. */
record Settings(GkeLocalConfig config, Path stateDir, String bootstrap) {
    private static final long EPOCH = 1;
    /** Cloud Run's figures are not published (cloudrun sheet 2.4). */
    private static final StartBackoff.Settings BACKOFF =
            new StartBackoff.Settings(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(10));

    /** An instance gets no longer when the whole platform stops: {@code down} promises two seconds. */
    private static final Duration MOST_GRACE_AT_SHUTDOWN = Duration.ofSeconds(1);

    static Settings of(Properties properties) {
        var config = GkeLocalConfig.fromProperties(properties);
        var stateDir = properties.getProperty(
                "gkelocal.state_dir", config.project().stateDir().toString());
        var bootstrap = properties.getProperty(
                "gkelocal.kafka.bootstrap", "127.0.0.1:" + config.ports().kafka());
        return new Settings(config, Path.of(stateDir).toAbsolutePath().normalize(), bootstrap);
    }

    private CloudRunConfig cloudRun() {
        return config.simulation().cloudRun();
    }

    EventLogSettings eventLog() {
        var log = config.eventLog();
        return new EventLogSettings(
                bootstrap, "cloudrun", EPOCH, log.appendTimeout(), log.factRetention(), log.factBytes());
    }

    FleetSettings fleet() {
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
                EPOCH);
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
