package dev.gkelocal.cli.project;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which project and environment a command is about. */
public final class ProjectOptions {
    @Option(
            names = {"-c", "--config-dir"},
            paramLabel = "DIR",
            description = "Folder of gke-local.yaml; else the nearest one upwards from here.")
    @Nullable
    Path configDir;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "Environment whose gke-local.NAME.yaml is laid over gke-local.yaml.")
    @Nullable
    String environment;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A configuration value for this command, such as ports.gateway=8090; may be repeated.")
    Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = {"-v", "--verbose"},
            description = "Say more: files read, causes of failures.")
    boolean verbose;

    /** The same, with values of the caller beneath those of the user. */
    public ProjectOptions withDefaults(Map<String, String> defaults) {
        var both = new ProjectOptions();
        both.configDir = configDir;
        both.environment = environment;
        both.verbose = verbose;
        both.values.putAll(defaults);
        both.values.putAll(values);
        return both;
    }

    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    public boolean verbose() {
        return verbose;
    }

    /** What the flags set, by configuration key. */
    public Map<String, String> flags() {
        var flags = new LinkedHashMap<>(values);
        if (environment != null) {
            flags.put("environment", environment);
        }
        return flags;
    }
}
