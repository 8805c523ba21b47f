package dev.gkelocal.config;

import dev.gkelocal.config.keys.Keys;
import dev.gkelocal.config.keys.PropertyForm;
import dev.gkelocal.config.keys.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The whole of {@code gke-local.yaml} with every default filled in. A component is a key of the file in snake case:
 * {@code simulation.cloudRun.timeScale} is {@code simulation.cloud_run.time_scale}.
 */
public record GkeLocalConfig(
        String projectName,
        String environment,
        LogLevel logLevel,
        ProjectConfig project,
        PortsConfig ports,
        ClusterConfig cluster,
        ImagesConfig images,
        SimulationConfig simulation,
        ServicesConfig services,
        EventLogConfig eventLog,
        LogsConfig logs,
        ObservabilityConfig observability,
        Map<String, String> environmentVars,
        Secrets secrets,
        List<String> watchPaths,
        List<String> ignorePatterns) {
    public GkeLocalConfig {
        environmentVars = Map.copyOf(environmentVars);
        watchPaths = List.copyOf(watchPaths);
        ignorePatterns = List.copyOf(ignorePatterns);
    }

    /** What an empty file would mean. */
    public static GkeLocalConfig defaults() {
        return of(Values.of(Map.of()));
    }

    /**
     * The inverse of {@link #toProperties}: absent keys have their defaults, other properties are not looked at.
     *
     * @throws IllegalArgumentException naming every property whose value its key refuses
     */
    public static GkeLocalConfig fromProperties(Properties properties) {
        return of(PropertyForm.read(properties));
    }

    /**
     * Every key as {@code gkelocal.<path>}, to hand to another process. Secrets are left out: other users of the machine can read a
     * process's arguments.
     */
    public Properties toProperties() {
        return PropertyForm.write(values());
    }

    public static GkeLocalConfig of(Values values) {
        var top = values.section("");
        return new GkeLocalConfig(
                top.text(Keys.PROJECT_NAME),
                top.text(Keys.ENVIRONMENT),
                LogLevel.valueOf(top.text("log_level").toUpperCase(Locale.ROOT)),
                ProjectConfig.read(top.section("project")),
                PortsConfig.read(top.section("ports")),
                ClusterConfig.read(top.section("cluster")),
                ImagesConfig.read(top.section("images")),
                SimulationConfig.read(top.section("simulation")),
                ServicesConfig.read(top.section("services")),
                EventLogConfig.read(top.section("event_log")),
                LogsConfig.read(top.section("logs")),
                ObservabilityConfig.read(top.section("observability")),
                top.textsByName("environment_vars"),
                new Secrets(top.textsByName(Keys.SECRETS)),
                top.texts(Keys.WATCH_PATHS),
                top.texts("ignore_patterns"));
    }

    /** Every key with its value: the inverse of {@link #of}. */
    public Values values() {
        var all = new LinkedHashMap<String, Object>();
        all.put(Keys.PROJECT_NAME, projectName);
        all.put(Keys.ENVIRONMENT, environment);
        all.put("log_level", logLevel.name().toLowerCase(Locale.ROOT));
        project.write("project.", all);
        ports.write("ports.", all);
        cluster.write("cluster.", all);
        images.write("images.", all);
        simulation.write("simulation.", all);
        services.write("services.", all);
        eventLog.write("event_log.", all);
        logs.write("logs.", all);
        observability.write("observability.", all);
        all.put("environment_vars", environmentVars);
        all.put(Keys.SECRETS, secrets.byName());
        all.put(Keys.WATCH_PATHS, watchPaths);
        all.put("ignore_patterns", ignorePatterns);
        return Values.of(all);
    }
}
