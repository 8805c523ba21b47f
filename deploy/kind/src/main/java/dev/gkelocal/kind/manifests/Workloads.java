package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Our programs: settings, Pods, Services and what keeps some of several replicas running. */
final class Workloads {
    private static final String STATE = "state";
    private static final int HTTPS = 443;

    private final PlatformSettings settings;

    Workloads(PlatformSettings settings) {
        this.settings = settings;
    }

    List<HasMetadata> all() {
        var all = new ArrayList<HasMetadata>();
        for (var component : Component.values()) {
            if (component.program().isPresent() && settings.runs(component)) {
                all.addAll(of(component));
            }
        }
        return all;
    }

    private List<HasMetadata> of(Component component) {
        var pod = new ProgramPod(component, settings);
        var objects = new ArrayList<HasMetadata>();
        objects.add(pod.configMap());
        objects.add(service(component));
        if (component == Component.KAFKA) {
            objects.addAll(new Brokers(settings).all(pod, resources(component)));
        } else {
            objects.add(deployment(component, pod));
        }
        if (settings.replicas(component) > 1) {
            objects.add(disruptionBudget(component));
        }
        return objects;
    }

    private HasMetadata deployment(Component component, ProgramPod pod) {
        boolean alone = settings.replicas(component) == 1;
        return new DeploymentBuilder()
                .withMetadata(metadata(component))
                .withNewSpec()
                .withReplicas(settings.replicas(component))
                .withRevisionHistoryLimit(2)
                .withSelector(selector(component))
                .withNewStrategy()
                // Two writers of one aggregate must not live at once; replicas settle it between them by a lease.
                .withType(alone && writes(component) ? "Recreate" : "RollingUpdate")
                .endStrategy()
                .withTemplate(pod.template(
                        resources(component),
                        component != Component.PLATFORM_API,
                        Optional.of(Restricted.scratch(STATE, "2Gi"))))
                .endSpec()
                .build();
    }

    private static boolean writes(Component component) {
        return component == Component.CLOUDRUN_SIM || component == Component.AUTOPILOT_SIM;
    }

    private HasMetadata service(Component component) {
        return new ServiceBuilder()
                .withMetadata(metadata(component))
                .withNewSpec()
                .withSelector(Labels.serving(component))
                // A leader leaves by its label, once another one serves, not by beginning to end.
                .withPublishNotReadyAddresses(settings.elects(component) ? true : null)
                .withPorts(ports(component))
                .endSpec()
                .build();
    }

    /** The usual port of HTTPS leads to the webhooks, too. */
    private static List<ServicePort> ports(Component component) {
        var ports =
                new ArrayList<>(component.ports().stream().map(Workloads::port).toList());
        if (component == Component.AUTOPILOT_SIM) {
            ports.add(new ServicePortBuilder(port(new Component.Port("webhooks", HTTPS, "")))
                    .withName("https")
                    .build());
        }
        return ports;
    }

    static ServicePort port(Component.Port port) {
        return new ServicePortBuilder()
                .withName(port.name())
                .withPort(port.number())
                .withTargetPort(new IntOrString(port.name()))
                .build();
    }

    private HasMetadata disruptionBudget(Component component) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(metadata(component))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withSelector(selector(component))
                .endSpec()
                .build();
    }

    private ObjectMeta metadata(Component component) {
        return new ObjectMetaBuilder()
                .withName(component.title())
                .withNamespace(settings.namespace())
                .withLabels(Labels.of(component))
                .build();
    }

    static LabelSelector selector(Component component) {
        return new LabelSelectorBuilder()
                .withMatchLabels(Labels.selector(component))
                .build();
    }

    /** Requests are what the programs were seen to use, rounded up; limits leave room for a busy day. */
    private static ResourceRequirements resources(Component component) {
        return switch (component) {
            case KAFKA -> Restricted.resources("100m", "256Mi", "512Mi");
            case PLATFORM_API -> Restricted.resources("50m", "192Mi", "384Mi");
            case CLOUDRUN_SIM -> Restricted.resources("100m", "256Mi", "1Gi");
            case AUTOPILOT_SIM -> Restricted.resources("50m", "192Mi", "384Mi");
            case PROMETHEUS, GRAFANA, JAEGER ->
                throw new IllegalArgumentException(component + " is no program of ours");
        };
    }
}
