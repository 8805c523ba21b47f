package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The plain Ingress objects through which requests from outside get in; docs/kind.md says what the annotations are for. */
final class Routes {
    /**
     * What a standard Ingress cannot say, in the words of the two NGINX controllers, each of which skips the other's: bodies of
     * Cloud Run's 32 MiB, answers as they come, and connections that are silent for as long as a request may take.
     */
    private static final Map<String, String> TRAFFIC = new TreeMap<>(Map.of(
            "nginx.ingress.kubernetes.io/proxy-body-size", "32m",
            "nginx.ingress.kubernetes.io/proxy-request-buffering", "off",
            "nginx.ingress.kubernetes.io/proxy-read-timeout", "3600",
            "nginx.ingress.kubernetes.io/proxy-send-timeout", "3600",
            "nginx.org/client-max-body-size", "32m",
            "nginx.org/proxy-buffering", "False",
            "nginx.org/proxy-read-timeout", "3600s",
            "nginx.org/proxy-send-timeout", "3600s"));

    private final PlatformSettings settings;

    Routes(PlatformSettings settings) {
        this.settings = settings;
    }

    List<HasMetadata> all() {
        var all = new ArrayList<HasMetadata>();
        if (settings.routes().controller() == RouteSettings.ControllerChoice.NONE) {
            return all;
        }
        all.add(page(Component.PLATFORM_API, RouteSettings.DOMAIN, TRAFFIC));
        all.add(ingress("cloud-run-admin", Component.CLOUDRUN_SIM, "admin", List.of(host("run")), TRAFFIC));
        var wildcards = settings.routes().regions().stream()
                .map(region -> "*." + region + ".run.localhost")
                .toList();
        all.add(ingress("cloud-run-services", Component.CLOUDRUN_SIM, "ingress", wildcards, websockets()));
        all.add(page(Component.AUTOPILOT_SIM, host("autopilot"), TRAFFIC));
        for (var component : List.of(Component.PROMETHEUS, Component.GRAFANA, Component.JAEGER)) {
            if (settings.runs(component)) {
                all.add(page(component, host(component.title()), Map.of()));
            }
        }
        return all;
    }

    private static Map<String, String> websockets() {
        var annotations = new TreeMap<>(TRAFFIC);
        annotations.put("nginx.org/websocket-services", Component.CLOUDRUN_SIM.title());
        return annotations;
    }

    static String host(String name) {
        return name + "." + RouteSettings.DOMAIN;
    }

    private HasMetadata page(Component component, String host, Map<String, String> annotations) {
        return ingress(component.title(), component, "http", List.of(host), annotations);
    }

    private HasMetadata ingress(
            String name, Component component, String port, List<String> hosts, Map<String, String> annotations) {
        var className = settings.routes().className();
        return new IngressBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(settings.namespace())
                .withLabels(Labels.of(component))
                .withAnnotations(annotations.isEmpty() ? null : annotations)
                .endMetadata()
                .withNewSpec()
                .withIngressClassName(className.isEmpty() ? null : className)
                .withRules(hosts.stream().map(it -> rule(it, component, port)).toList())
                .endSpec()
                .build();
    }

    private static IngressRule rule(String host, Component component, String port) {
        return new IngressRuleBuilder()
                .withHost(host)
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(component.title())
                .withNewPort()
                .withName(port)
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .build();
    }
}
