package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.kind.manifests.Component;
import dev.gkelocal.kind.manifests.PlatformSettings;
import dev.gkelocal.kind.manifests.RouteSettings;
import dev.gkelocal.kind.manifests.RouteSettings.ControllerChoice;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** From the configuration and what was found in the cluster to the settings of the manifests. */
final class Composition {
    private Composition() {}

    static PlatformSettings of(GkeLocalConfig config, Map<Component, String> ours, Ground found) {
        var installation = config.cluster().installation();
        var images = new TreeMap<>(ours);
        images.put(Component.PROMETHEUS, installation.prometheusImage());
        images.put(Component.GRAFANA, installation.grafanaImage());
        images.put(Component.JAEGER, installation.jaegerImage());
        return new PlatformSettings(
                PlatformSettings.NAMESPACE,
                PlatformSettings.INSTANCES_NAMESPACE,
                images,
                without(config),
                properties(config),
                Map.of(
                        Component.KAFKA, installation.kafkaReplicas(),
                        Component.CLOUDRUN_SIM, installation.cloudRunReplicas()),
                new PlatformSettings.BrokerSettings(
                        Optional.of(installation.kafkaBootstrap()).filter(it -> !it.isEmpty()),
                        installation.kafkaStorage(),
                        installation.kafkaStorageClass()),
                routes(config, found),
                ObservabilityFiles.read(installation.jaegerImage()),
                new PlatformSettings.Surroundings(found.registry(), found.registryAddress()));
    }

    private static Set<Component> without(GkeLocalConfig config) {
        var monitoring = config.services().monitoring();
        var without = new HashSet<Component>();
        if (!monitoring.prometheus()) {
            without.add(Component.PROMETHEUS);
        }
        if (!monitoring.grafana()) {
            without.add(Component.GRAFANA);
        }
        if (!monitoring.jaeger()) {
            without.add(Component.JAEGER);
        }
        return without;
    }

    private static RouteSettings routes(GkeLocalConfig config, Ground found) {
        var installation = config.cluster().installation();
        var controller = switch (installation.ingress()) {
            case "nginx" -> ControllerChoice.NGINX;
            case "none" -> ControllerChoice.NONE;
            case "existing" -> ControllerChoice.EXISTING;
            default -> found.ingressClasses().isEmpty() ? ControllerChoice.NGINX : ControllerChoice.EXISTING;
        };
        var only = found.ingressClasses().size() == 1 ? found.ingressClasses().getFirst() : "";
        return new RouteSettings(
                installation.ingressClass().isEmpty() ? only : installation.ingressClass(),
                found.ingressPort(),
                installation.regions().isEmpty() ? List.of(config.project().region()) : installation.regions(),
                controller);
    }

    private static TreeMap<String, String> properties(GkeLocalConfig config) {
        var properties = new TreeMap<String, String>();
        config.toProperties().forEach((name, value) -> properties.put(name.toString(), value.toString()));
        return properties;
    }
}
