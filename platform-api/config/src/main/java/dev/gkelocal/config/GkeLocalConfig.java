package dev.gkelocal.config;

import java.util.List;
import java.util.Map;

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
        SimulationConfig simulation,
        ServicesConfig services,
        EventLogConfig eventLog,
        LogsConfig logs,
        ObservabilityConfig observability,
        Map<String, String> environmentVars,
        Map<String, String> secrets,
        List<String> watchPaths,
        List<String> ignorePatterns) {
    public GkeLocalConfig {
        environmentVars = Map.copyOf(environmentVars);
        secrets = Map.copyOf(secrets);
        watchPaths = List.copyOf(watchPaths);
        ignorePatterns = List.copyOf(ignorePatterns);
    }
}
