package dev.gkelocal.kind.manifests;

import dev.gkelocal.embedded.launch.ArgumentFile;
import dev.gkelocal.embedded.launch.Program;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Pod of one of our programs, and the ConfigMap with its settings. */
final class ProgramPod {
    /** Changes with the settings, so that a change replaces the Pods. */
    static final String SETTINGS_HASH = "gke-local.dev/settings";

    private static final String SETTINGS_FOLDER = "/etc/gke-local";
    private static final String SETTINGS_FILE = "settings.args";
    private static final long STARTING_SECONDS = 120;
    /** Until another replica leads, proxies know and keep no connection, and requests that are under way have ended. */
    private static final long HANDING_OVER_SECONDS = 120;

    private final Component component;
    private final Program program;
    private final PlatformSettings settings;
    private final String arguments;

    ProgramPod(Component component, PlatformSettings settings) {
        this.component = component;
        this.program = component.program().orElseThrow();
        this.settings = settings;
        this.arguments = ArgumentFile.text(ProgramSettings.of(component, program, settings));
    }

    ConfigMap configMap() {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(component.title())
                .withNamespace(settings.namespace())
                .withLabels(Labels.of(component))
                .endMetadata()
                .withData(Map.of(SETTINGS_FILE, arguments))
                .build();
    }

    /** @param state where the program keeps files; empty when the workload brings a volume of this name itself */
    PodTemplateSpec template(ResourceRequirements resources, boolean seesTheApi, Optional<Volume> state) {
        var volumes = new ArrayList<Volume>();
        volumes.add(new VolumeBuilder()
                .withName("settings")
                .withNewConfigMap()
                .withName(component.title())
                .endConfigMap()
                .build());
        volumes.add(Restricted.scratch("tmp", "256Mi"));
        state.ifPresent(volumes::add);
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.ofPod(component, settings))
                .withAnnotations(annotations())
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(component.title())
                .withAutomountServiceAccountToken(seesTheApi)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(grace())
                .withSecurityContext(Restricted.pod())
                .withTopologySpreadConstraints(spread())
                .withContainers(container(resources))
                .withVolumes(volumes)
                .endSpec()
                .build();
    }

    private long grace() {
        return settings.elects(component)
                ? HANDING_OVER_SECONDS
                : program.stopDeadline().toSeconds() + 3;
    }

    private Map<String, String> annotations() {
        var annotations = new TreeMap<String, String>();
        annotations.put(SETTINGS_HASH, ContentHash.of(arguments));
        component.management().ifPresent(port -> {
            annotations.put("prometheus.io/scrape", "true");
            annotations.put("prometheus.io/port", port.toString());
            annotations.put("prometheus.io/path", "/q/metrics");
        });
        return annotations;
    }

    /** Apart when there are nodes enough; a small cluster takes them all the same. */
    private List<TopologySpreadConstraint> spread() {
        if (settings.replicas(component) < 2) {
            return List.of();
        }
        return List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname").stream()
                .map(key -> new TopologySpreadConstraintBuilder()
                        .withMaxSkew(1)
                        .withTopologyKey(key)
                        .withWhenUnsatisfiable("ScheduleAnyway")
                        .withNewLabelSelector()
                        .withMatchLabels(Labels.selector(component))
                        .endLabelSelector()
                        .build())
                .toList();
    }

    private Container container(ResourceRequirements resources) {
        return new ContainerBuilder()
                .withName(component.title())
                .withImage(settings.image(component))
                .withCommand(command())
                .addNewEnv()
                .withName("POD_NAME")
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("metadata.name")
                .endFieldRef()
                .endValueFrom()
                .endEnv()
                .withPorts(ports())
                .withStartupProbe(started())
                .withReadinessProbe(probe("/q/health/ready", 2, 3))
                .withLivenessProbe(component.management().isPresent() ? probe("/q/health/live", 5, 6) : alive())
                .withResources(resources)
                .withSecurityContext(Restricted.container())
                .withVolumeMounts(
                        new VolumeMountBuilder()
                                .withName("settings")
                                .withMountPath(SETTINGS_FOLDER)
                                .withReadOnly(true)
                                .build(),
                        new VolumeMountBuilder()
                                .withName("tmp")
                                .withMountPath("/tmp")
                                .build(),
                        new VolumeMountBuilder()
                                .withName("state")
                                .withMountPath(ProgramSettings.STATE)
                                .build())
                .build();
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add("java");
        command.addAll(program.flags());
        command.add("@" + SETTINGS_FOLDER + "/" + SETTINGS_FILE);
        command.add("-Dgkelocal.kubernetes.pod=$(POD_NAME)");
        command.add("-Dgkelocal.run=$(POD_NAME)");
        if (component == Component.KAFKA) {
            Brokers.advertised(settings, "$(POD_NAME)")
                    .ifPresent(it -> command.add("-Dgkelocal.kafka.advertised=" + it));
        }
        command.add("-jar");
        command.add("/app/" + program.jar().substring(program.jar().indexOf('/') + 1));
        return command;
    }

    private List<ContainerPort> ports() {
        return component.ports().stream()
                .map(it -> new ContainerPortBuilder()
                        .withName(it.name())
                        .withContainerPort(it.number())
                        .build())
                .toList();
    }

    private Probe started() {
        return component.management().isPresent()
                ? probe("/q/health/started", 1, (int) STARTING_SECONDS)
                : open(Brokers.alivePort(settings), 1, (int) STARTING_SECONDS);
    }

    /** A Pod is not asked for its health but for its port when it has no management port. */
    private Probe probe(String path, int periodSeconds, int failures) {
        return component.management().isPresent()
                ? asked(path, periodSeconds, failures)
                : open(component.ports().getFirst().name(), periodSeconds, failures);
    }

    private static Probe open(String port, int periodSeconds, int failures) {
        return probe(periodSeconds, failures)
                .withNewTcpSocket()
                .withPort(new IntOrString(port))
                .endTcpSocket()
                .build();
    }

    private static Probe asked(String path, int periodSeconds, int failures) {
        return probe(periodSeconds, failures)
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString("management"))
                .endHttpGet()
                .build();
    }

    private static ProbeBuilder probe(int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(2)
                .withFailureThreshold(failures);
    }

    private Probe alive() {
        return open(Brokers.alivePort(settings), 10, 6);
    }
}
