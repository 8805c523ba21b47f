package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prometheus, Grafana and Jaeger: one small replica each, without a volume that outlives it. */
final class Monitoring {
    private static final String CONFIG = "config";

    /**
     * One program of other people.
     *
     * @param configFolder where its files are mounted
     * @param dataFolder where it writes
     * @param dataSize bound of that folder
     */
    private record Shape(
            Component component,
            List<String> arguments,
            List<EnvVar> environment,
            String configFolder,
            String dataFolder,
            String dataSize,
            Probe ready,
            ResourceRequirements resources) {}

    private final PlatformSettings settings;

    Monitoring(PlatformSettings settings) {
        this.settings = settings;
    }

    List<HasMetadata> all() {
        var all = new ArrayList<HasMetadata>();
        for (var component : List.of(Component.PROMETHEUS, Component.GRAFANA, Component.JAEGER)) {
            if (settings.runs(component)) {
                all.addAll(of(shape(component)));
            }
        }
        return all;
    }

    private Shape shape(Component component) {
        return switch (component) {
            case PROMETHEUS ->
                new Shape(
                        component,
                        List.of(
                                "--config.file=/etc/prometheus/prometheus.yml",
                                "--storage.tsdb.path=/data",
                                "--storage.tsdb.retention.time=2d",
                                "--storage.tsdb.retention.size=512MB",
                                "--enable-feature=exemplar-storage"),
                        List.of(new EnvVar("GOMEMLIMIT", "200MiB", null)),
                        "/etc/prometheus",
                        "/data",
                        "1Gi",
                        httpGet("/-/ready", 9090),
                        Restricted.resources("50m", "128Mi", "384Mi"));
            case GRAFANA ->
                new Shape(
                        component,
                        List.of(),
                        List.of(
                                new EnvVar("GF_PATHS_PROVISIONING", "/etc/grafana/provisioning", null),
                                new EnvVar("GF_AUTH_ANONYMOUS_ENABLED", "true", null),
                                new EnvVar("GF_AUTH_ANONYMOUS_ORG_ROLE", "Admin", null),
                                new EnvVar("GF_AUTH_DISABLE_LOGIN_FORM", "true", null),
                                new EnvVar("GF_ANALYTICS_REPORTING_ENABLED", "false", null),
                                new EnvVar("GF_ANALYTICS_CHECK_FOR_UPDATES", "false", null),
                                new EnvVar("GF_PLUGINS_PREINSTALL_DISABLED", "true", null)),
                        "/etc/grafana",
                        "/var/lib/grafana",
                        "512Mi",
                        httpGet("/api/health", 3000),
                        Restricted.resources("50m", "128Mi", "320Mi"));
            case JAEGER ->
                new Shape(
                        component,
                        settings.monitoring().jaegerArguments(),
                        List.of(
                                // Without it the second generation listens on loopback only (observability sheet 6).
                                new EnvVar("JAEGER_LISTEN_HOST", "0.0.0.0", null),
                                new EnvVar("COLLECTOR_OTLP_ENABLED", "true", null),
                                new EnvVar("GOMEMLIMIT", "200MiB", null)),
                        "/etc/jaeger",
                        "/data",
                        "64Mi",
                        tcp(16_686),
                        Restricted.resources("20m", "64Mi", "320Mi"));
            case KAFKA, PLATFORM_API, CLOUDRUN_SIM, AUTOPILOT_SIM ->
                throw new IllegalArgumentException(component + " is a program of ours");
        };
    }

    private List<HasMetadata> of(Shape shape) {
        var files = settings.monitoring().of(shape.component());
        return List.of(configMap(shape.component(), files), service(shape.component()), deployment(shape, files));
    }

    private HasMetadata configMap(Component component, SortedMap<String, String> files) {
        var data = new TreeMap<String, String>();
        files.forEach((path, text) -> data.put(key(path), text));
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(component.title())
                .withNamespace(settings.namespace())
                .withLabels(Labels.of(component))
                .endMetadata()
                .withData(data)
                .build();
    }

    /** A ConfigMap's keys know no folders. */
    private static String key(String path) {
        return path.replace("/", "__");
    }

    private HasMetadata service(Component component) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(component.title())
                .withNamespace(settings.namespace())
                .withLabels(Labels.of(component))
                .endMetadata()
                .withNewSpec()
                .withSelector(Labels.selector(component))
                .withPorts(component.ports().stream().map(Workloads::port).toList())
                .endSpec()
                .build();
    }

    private HasMetadata deployment(Shape shape, SortedMap<String, String> files) {
        var component = shape.component();
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(component.title())
                .withNamespace(settings.namespace())
                .withLabels(Labels.of(component))
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withRevisionHistoryLimit(2)
                .withSelector(Workloads.selector(component))
                .withNewStrategy()
                .withType("Recreate")
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Labels.of(component))
                .withAnnotations(Map.of(ProgramPod.SETTINGS_HASH, ContentHash.of(files.toString())))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(component.title())
                .withAutomountServiceAccountToken(component == Component.PROMETHEUS)
                .withEnableServiceLinks(false)
                .withSecurityContext(Restricted.pod())
                .withContainers(new ContainerBuilder()
                        .withName(component.title())
                        .withImage(settings.image(component))
                        .withArgs(shape.arguments())
                        .withEnv(shape.environment())
                        .withPorts(component.ports().stream()
                                .map(it -> new ContainerPortBuilder()
                                        .withName(it.name())
                                        .withContainerPort(it.number())
                                        .build())
                                .toList())
                        .withReadinessProbe(shape.ready())
                        .withResources(shape.resources())
                        .withSecurityContext(Restricted.container())
                        .withVolumeMounts(
                                mount(CONFIG, shape.configFolder(), true),
                                mount("data", shape.dataFolder(), false),
                                mount("tmp", "/tmp", false))
                        .build())
                .withVolumes(
                        config(component, files),
                        Restricted.scratch("data", shape.dataSize()),
                        Restricted.scratch("tmp", "64Mi"))
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static VolumeMount mount(String name, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build();
    }

    private static Volume config(Component component, SortedMap<String, String> files) {
        return new VolumeBuilder()
                .withName(CONFIG)
                .withNewConfigMap()
                .withName(component.title())
                .withItems(files.keySet().stream().map(Monitoring::item).toList())
                .endConfigMap()
                .build();
    }

    private static KeyToPath item(String path) {
        return new KeyToPathBuilder().withKey(key(path)).withPath(path).build();
    }

    private static Probe httpGet(String path, int port) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(port))
                .endHttpGet()
                .withPeriodSeconds(2)
                .withFailureThreshold(5)
                .build();
    }

    private static Probe tcp(int port) {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString(port))
                .endTcpSocket()
                .withPeriodSeconds(2)
                .withFailureThreshold(5)
                .build();
    }
}
