package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.kind.manifests.Component;
import dev.gkelocal.kind.manifests.PlatformSettings;
import dev.gkelocal.kind.manifests.RouteSettings;
import dev.gkelocal.kind.manifests.RouteSettings.ControllerChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** From the configuration and what was found in the cluster to the settings of the manifests. */
final class Composition {
    private Composition() {}

    static PlatformSettings of(GkeLocalConfig config, Map<Component, String> ours, Site found) {
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
                        installation.kafkaStorageClass(),
                        found.log().id()),
                routes(config, found),
                ObservabilityFiles.read(installation.jaegerImage()),
                surroundings(config, found),
                new PlatformSettings.Switches(installation.networkPolicies(), enforce(installation.enforce(), found)));
    }

    private static PlatformSettings.Surroundings surroundings(GkeLocalConfig config, Site found) {
        var ranges = new ArrayList<>(
                List.of(config.cluster().podSubnet(), config.cluster().serviceSubnet()));
        found.nodes().forEach(it -> ranges.add(it + "/32"));
        return new PlatformSettings.Surroundings(
                found.registry(), found.registryAddress(), found.apiServer(), ranges, found.ingressNamespaces());
    }

    /** Never on GKE, whose own rules hold there. */
    private static boolean enforce(String wish, Site found) {
        return !found.isGke() && (wish.equals("auto") ? found.isOurs() : Boolean.parseBoolean(wish));
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

    private static RouteSettings routes(GkeLocalConfig config, Site found) {
        var installation = config.cluster().installation();
        var controller = switch (installation.ingress()) {
            case "nginx" -> ControllerChoice.NGINX;
            case "none" -> ControllerChoice.NONE;
            case "existing" -> ControllerChoice.EXISTING;
            default -> found.hasForeignIngress() ? ControllerChoice.EXISTING : ControllerChoice.NGINX;
        };
        return new RouteSettings(
                className(installation.ingressClass(), controller, found),
                found.ingressPort(),
                installation.regions().isEmpty() ? List.of(config.project().region()) : installation.regions(),
                controller,
                installation.ingressImage());
    }

    private static String className(String given, ControllerChoice controller, Site found) {
        if (!given.isEmpty()) {
            return given;
        }
        if (controller == ControllerChoice.NGINX) {
            return RouteSettings.NGINX_CLASS;
        }
        return found.ingressClasses().size() == 1 ? found.ingressClasses().getFirst() : "";
    }

    private static TreeMap<String, String> properties(GkeLocalConfig config) {
        var properties = new TreeMap<String, String>();
        config.toProperties().forEach((name, value) -> properties.put(name.toString(), value.toString()));
        return properties;
    }
}
