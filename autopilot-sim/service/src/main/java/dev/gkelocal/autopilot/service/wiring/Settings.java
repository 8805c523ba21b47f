package dev.gkelocal.autopilot.service.wiring;

import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.cluster.ClusterFacts;
import dev.gkelocal.autopilot.core.cluster.ConsolidationRules;
import dev.gkelocal.autopilot.core.cluster.Quotas;
import dev.gkelocal.autopilot.core.cluster.Timing;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.pricing.BillingSettings;
import dev.gkelocal.autopilot.service.live.LiveSettings;
import dev.gkelocal.config.AutopilotConfig;
import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.config.access.HostNames;
import dev.gkelocal.eventlog.EventLogSettings;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/**
 * The effective configuration, in the terms of each room.
 *
 * @param run tells the runs of this program apart; the supervisor gives it
 * @param kubernetes what is said about the Kubernetes cluster that it runs in, gkelocal.kubernetes.*; empty elsewhere
 */
record Settings(GkeLocalConfig config, String bootstrap, String run, Properties kubernetes) {
    private static final long EPOCH = 1;
    private static final String CLUSTER = "local";
    /** Chance is the same in every run, so that a day can be repeated. */
    private static final long SEED = 1;

    private static final String KUBERNETES = "gkelocal.kubernetes.";
    private static final String BOOTSTRAP = "gkelocal.kafka.bootstrap";

    static Settings of(Properties properties) {
        return new Settings(
                GkeLocalConfig.fromProperties(properties),
                required(properties, BOOTSTRAP),
                properties.getProperty("gkelocal.run", "by hand"),
                kubernetes(properties));
    }

    private static Properties kubernetes(Properties properties) {
        var own = new Properties();
        properties.stringPropertyNames().stream()
                .filter(it -> it.startsWith(KUBERNETES))
                .forEach(it -> own.setProperty(it, properties.getProperty(it)));
        return own;
    }

    boolean isInKubernetes() {
        return kubernetes.containsKey(HostNames.NAMESPACE);
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

    AutopilotConfig autopilot() {
        return config.simulation().autopilot();
    }

    EventLogSettings eventLog() {
        var log = config.eventLog();
        return new EventLogSettings(
                bootstrap, "autopilot", EPOCH, log.appendTimeout(), log.factRetention(), log.factBytes());
    }

    LiveSettings live() {
        var autopilot = autopilot();
        return new LiveSettings(autopilot.enabled(), autopilot.timeScale(), autopilot.tick(), this::facts);
    }

    private ClusterFacts facts(Instant start) {
        var region = config.project().region();
        return new ClusterFacts(
                CLUSTER,
                true,
                autopilot().clusterVersion(),
                List.of(region + "-a", region + "-b", region + "-c"),
                autopilot().bursting(),
                List.of(),
                Quotas.NONE,
                start,
                SEED,
                Timing.DEFAULT,
                ConsolidationRules.DEFAULT,
                BillingSettings.in(region));
    }

    ClusterRules rules() {
        return ClusterRules.of(
                autopilot().bursting(), ClusterVersion.of(autopilot().clusterVersion()));
    }
}
