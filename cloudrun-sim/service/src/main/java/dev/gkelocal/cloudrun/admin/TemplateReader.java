package dev.gkelocal.cloudrun.admin;

import dev.gkelocal.cloudrun.core.revision.TemplateDefaults;
import dev.gkelocal.cloudrun.core.validation.Parsed;
import dev.gkelocal.cloudrun.core.validation.Quantities;
import dev.gkelocal.cloudrun.core.validation.Violation;
import dev.gkelocal.contracts.cloudrun.Container;
import dev.gkelocal.contracts.cloudrun.ContainerPort;
import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import dev.gkelocal.contracts.cloudrun.EnvVar;
import dev.gkelocal.contracts.cloudrun.ExecutionEnvironment;
import dev.gkelocal.contracts.cloudrun.Resources;
import dev.gkelocal.contracts.cloudrun.RevisionScaling;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads a revision template and fills in what it leaves out (cloudrun sheet 3.4). */
final class TemplateReader {
    private static final Map<String, ExecutionEnvironment> ENVIRONMENTS = Map.of(
            "EXECUTION_ENVIRONMENT_UNSPECIFIED", ExecutionEnvironment.UNSPECIFIED,
            "EXECUTION_ENVIRONMENT_GEN1", ExecutionEnvironment.GEN1,
            "EXECUTION_ENVIRONMENT_GEN2", ExecutionEnvironment.GEN2);
    private static final Map<String, Protocol> PROTOCOLS =
            Map.of("", Protocol.HTTP1, "http1", Protocol.HTTP1, "h2c", Protocol.H2C);

    private final TemplateDefaults defaults;
    private final List<Violation> violations;

    TemplateReader(TemplateDefaults defaults, List<Violation> violations) {
        this.defaults = defaults;
        this.violations = violations;
    }

    RevisionTemplate read(Fields template) {
        var revision = template.text("revision");
        var containers = containers(template);
        int milliCpu =
                containers.stream().mapToInt(it -> it.resources().milliCpu()).sum();
        var environment = template.choice("executionEnvironment", ENVIRONMENTS);
        var read = new RevisionTemplate(
                revision.isEmpty() ? null : revision,
                template.map("labels"),
                template.map("annotations"),
                scaling(template.object("scaling")),
                defaults.concurrency(template.integer("maxInstanceRequestConcurrency"), milliCpu),
                defaults.timeout(template.duration("timeout")),
                template.text("serviceAccount"),
                environment == null ? ExecutionEnvironment.UNSPECIFIED : environment,
                false,
                template.isTrue("healthCheckDisabled"),
                containers);
        template.unsupported(
                "sessionAffinity",
                "vpcAccess",
                "volumes",
                "encryptionKey",
                "encryptionKeyRevocationAction",
                "encryptionKeyShutdownDuration",
                "serviceMesh",
                "nodeSelector",
                "gpuZonalRedundancyDisabled",
                "client",
                "clientVersion");
        template.end();
        return read;
    }

    private RevisionScaling scaling(Fields scaling) {
        var min = scaling.integer("minInstanceCount");
        var read =
                new RevisionScaling(min == null ? 0 : min, defaults.maxInstances(scaling.integer("maxInstanceCount")));
        scaling.unsupported("concurrencyUtilization", "cpuUtilization");
        scaling.end();
        return read;
    }

    private List<Container> containers(Fields template) {
        var all = template.objects("containers");
        // With one container the port may be left out; with several, exactly one must name it.
        return all.stream().map(it -> container(it, all.size() == 1)).toList();
    }

    private Container container(Fields container, boolean alone) {
        var read = new Container(
                container.text("name"),
                container.text("image"),
                container.texts("command"),
                container.texts("args"),
                env(container),
                resources(container),
                port(container, alone),
                container.text("workingDir"));
        container.unsupported(
                "sourceCode",
                "volumeMounts",
                "livenessProbe",
                "startupProbe",
                "readinessProbe",
                "dependsOn",
                "baseImageUri");
        container.outputOnly("buildInfo");
        container.end();
        return read;
    }

    private static List<EnvVar> env(Fields container) {
        var variables = new ArrayList<EnvVar>();
        for (var variable : container.objects("env")) {
            variables.add(new EnvVar(variable.text("name"), variable.text("value")));
            variable.unsupported("valueSource");
            variable.end();
        }
        return variables;
    }

    private Resources resources(Fields container) {
        boolean present = container.has("resources");
        var resources = container.object("resources");
        var limits = resources.object("limits");
        int milliCpu = quantity(limits, "cpu", TemplateDefaults.MILLI_CPU, Quantities::milliCpu);
        long memory = quantity(limits, "memory", TemplateDefaults.MEMORY_MEBIBYTES, Quantities::mebibytes);
        limits.unsupported("nvidia.com/gpu");
        limits.end();
        var read = new Resources(
                milliCpu,
                memory,
                TemplateDefaults.cpuIdle(present, resources.flag("cpuIdle")),
                resources.isTrue("startupCpuBoost"));
        resources.end();
        return read;
    }

    private <T> T quantity(Fields limits, String name, T unset, BiFunction<String, String, Parsed<T>> parser) {
        var text = limits.text(name);
        if (text.isEmpty()) {
            return unset;
        }
        return switch (parser.apply(limits.path(name), text)) {
            case Parsed.Value<T>(var value) -> value;
            case Parsed.Bad<T>(var violation) -> {
                violations.add(violation);
                yield unset;
            }
        };
    }

    private static @Nullable ContainerPort port(Fields container, boolean alone) {
        var ports = container.objects("ports");
        if (ports.size() > 1) {
            container.wrong("ports", "at most one port, got " + ports.size());
        }
        if (ports.isEmpty()) {
            return alone ? TemplateDefaults.PORT : null;
        }
        var first = ports.getFirst();
        var protocol = first.choice("name", PROTOCOLS);
        var number = first.integer("containerPort");
        first.end();
        return new ContainerPort(
                protocol == null ? Protocol.HTTP1 : protocol,
                number == null ? TemplateDefaults.PORT.containerPort() : number);
    }
}
