package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.cluster.TemplateOption;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What {@code up} may be told of the cluster that the platform goes into. */
final class ClusterOptions {
    private static final String KIND = "kind-";

    @Option(names = "--kind", description = "Run the platform in a Kubernetes cluster.")
    private boolean kind;

    @ArgGroup(validate = false)
    private TemplateOption template = new TemplateOption();

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            description = "Kubernetes context of a cluster that is there; else the project's own Kind cluster.")
    private @Nullable String context;

    @Option(
            names = "--registry",
            paramLabel = "REGISTRY",
            description = "Registry for images, as this machine and the nodes name it.")
    private @Nullable String registry;

    @Option(
            names = "--without",
            paramLabel = "PARTS",
            split = ",",
            description = "Parts to leave out: prometheus, grafana, jaeger; separated by commas.")
    private List<String> without = List.of();

    @Option(
            names = "--ingress",
            paramLabel = "WHICH",
            description =
                    "nginx: install the F5 NGINX controller; existing: use the one that is there; none: no routes.")
    private @Nullable String ingress;

    @Option(names = "--enforce", description = "Enforce Autopilot's rules in a cluster that is not Kind's, too.")
    private boolean enforce;

    boolean kind() {
        return kind;
    }

    @Nullable
    String context() {
        return context;
    }

    /** As configuration, below what the user sets key by key. */
    Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        // A Kind cluster's context is its name with a prefix.
        put(
                values,
                "cluster.name",
                context != null && context.startsWith(KIND) ? context.substring(KIND.length()) : null);
        put(values, "cluster.template", template.template());
        put(values, "cluster.installation.registry", registry);
        put(values, "cluster.installation.ingress", ingress);
        put(values, "cluster.installation.enforce", enforce ? "true" : null);
        for (var part : without) {
            if (!List.of("prometheus", "grafana", "jaeger").contains(part)) {
                throw new CommandFailed(
                        ExitCode.USAGE, "--without: '" + part + "' is unknown; write prometheus, grafana or jaeger");
            }
            values.put("services.monitoring." + part, "false");
        }
        return values;
    }

    void refuseWithoutKind() {
        if (context != null || !values().isEmpty()) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "--template, --context, --registry, --without, --ingress and --enforce need --kind");
        }
    }

    private static void put(Map<String, String> values, String key, @Nullable String value) {
        if (value != null) {
            values.put(key, value);
        }
    }
}
